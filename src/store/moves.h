/* moves: jobs that something from outside a delivery moves. */
#ifndef MOVES_H
#define MOVES_H

#include <stdbool.h>
#include <stdint.h>

#include "jobs.h"

struct db;

/* That lead's job to a target. */
bool moves_read(struct db *db, int64_t submission, enum target target,
    struct job_row *out, bool *found);

/* An event from outside; `moved` is false where it cannot happen. */
struct move {
	enum job_event event;
	int64_t now;
	int64_t person;		/* what is known of it from now on; 0 = none */
	const char *method;	/* or NULL */
	const char *candidates;	/* JSON, or NULL */
};
bool moves_make(struct db *db, const struct job_row *row,
    const struct move *move, bool *moved);

/* Whose jobs: all of an account that await the person of this key. */
struct awaiting {
	int64_t account;
	const unsigned char *person_key;	/* HASH_SIZE bytes */
	int64_t before;		/* jobs with ids below this; INT64_MAX = all */
};

/* Makes them ready for the person, in order; how many there were. */
bool moves_wake(struct db *db, const struct awaiting *whose,
    const struct move *move, int64_t *woken);

/* One that the list has made ready for somebody other than that person. */
bool moves_doubtful(struct db *db, const struct awaiting *whose,
    int64_t person, struct job_row *out, bool *found);

/* The account answers again: what was to be tried later is due by and by. */
bool moves_recover(struct db *db, int64_t account, int64_t now);

/*
 * The clock was set back since these came: they rest no longer than any lead
 * does, from now on.
 */
bool moves_from_future(struct db *db, int64_t now);

/*
 * When the oldest and newest of those that await a person came, but for
 * projects that are off; 0 = none.
 */
bool moves_waiting(struct db *db, int64_t account, int64_t *oldest,
    int64_t *newest);

#endif
