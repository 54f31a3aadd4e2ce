/* backlog: leads that stayed here while their project's CRM was off. */
#ifndef BACKLOG_H
#define BACKLOG_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct backlog {
	int64_t project;
	int64_t since;			/* received then or later, ms UTC */
	int64_t account;		/* where they are to go */
	int64_t now;
};

/* How many there are: of people, kept back by `off` or `watch`. */
bool backlog_count(struct db *db, const struct backlog *backlog,
    int64_t *count);

/* Puts them into the queue, due at once; inside the caller's transaction. */
bool backlog_send(struct db *db, const struct backlog *backlog,
    int64_t *count);

#endif
