/* tagged: the newest events with what their visits' addresses carried. */
#ifndef TAGGED_H
#define TAGGED_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/* Text is NULL where there is none. */
struct tagged_event {
	int64_t id, occurred;
	const char *type;		/* NULL = pageview */
	const char *page, *pixel;
	const char *source, *medium, *campaign;	/* utm_*, as sent */
	bool clicked;			/* an ad platform's click id */
	bool queried;			/* landed with parameters */
	bool lead, synced;		/* it brought one; and that is in the
					   CRM */
	const struct tagged_event *next;
};

/* Up to `most` that occurred at `from` or later, the newest first; of a
   project, or 0 = of all. */
bool tagged_read(struct db *db, struct arena *arena, int64_t project,
    int64_t from, int64_t most, const struct tagged_event **out);

#endif
