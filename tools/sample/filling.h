/* filling: a whole history, written slice by slice. */
#ifndef FILLING_H
#define FILLING_H

#include <stdbool.h>
#include <stdint.h>

struct world;

/* What was made. */
struct filled {
	int64_t sessions, events, leads, slices;
};

/*
 * Each slice is one transaction in which all tables agree, so short that a
 * collector at work waits for none of them.  The first leaves a note in
 * audit_log, by which the next call knows.
 */
bool filling_run(struct world *world, struct filled *out);

/* Whether that note is there; false when the database failed. */
bool filling_noted(struct world *world, int64_t *at);

#endif
