/* history: the ends of a visitor's touches: first, last, last non-direct. */
#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include <stdint.h>

/* Where a stored touch stands in a visitor's history. */
struct history_place {
	int64_t id, landed, occurred;
	bool direct;
};

/* The ends of that history; id 0 = none. */
struct history {
	struct history_place first, last, last_nondirect;
};

/*
 * Takes in one touch after the other, in any order, from all zero: the ends
 * are decided by occurred, then landed.
 */
void history_add(struct history *ends,
    const struct history_place *place);

#endif
