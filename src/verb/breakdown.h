/* breakdown: the figures of a period, split by one dimension. */
#ifndef BREAKDOWN_H
#define BREAKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "census.h"

struct arena;
struct period;
struct survey;
struct survey_ask;

struct breakdown_ask {
	const struct survey_ask *survey;
	const struct period *period;
	const struct period *before;	/* to compare with, or NULL */
	size_t limit;			/* of rows */
};

struct breakdown_row {
	const char *name;			/* NULL = absent */
	struct census_figures figures, before;	/* `before` if compared */
};

struct breakdown {
	struct census_figures total, total_before;
	const struct breakdown_row *rows;	/* in the order of census.h */
	size_t count;
	size_t others;				/* rows that were left out */
};

/*
 * The first rows in the arena; only those are given names.  What only the
 * period before has is not shown.  False as survey_count, or when the arena
 * is spent.
 */
bool breakdown_make(struct survey *survey, struct arena *arena,
    const struct breakdown_ask *ask, struct breakdown *out);

#endif
