/* trail: the touches that led to a lead, oldest first. */
#ifndef TRAIL_H
#define TRAIL_H

#include <stdbool.h>

#include "touch.h"

struct arena;
struct db;
struct report;

struct trail {
	/* first, last, last_nondirect, else step; of one that is several the
	   one named here first */
	const char *role;
	struct touch touch;	/* landing, referrer and raw values of a step
				   only while its row is there */
	const char *why;	/* in plain words (trace.h), or NULL */
	const struct trail *next;
};

/*
 * By the frozen record, JOURNEY_MAX steps and the ends; an older lead's or
 * erased one's may be empty.  False: the database failed, or no memory.
 */
bool trail_read(struct db *db, struct arena *arena,
    const struct report *report, const struct trail **out);

#endif
