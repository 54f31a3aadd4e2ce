/* course: the figures of a period, day by day or hour by hour. */
#ifndef COURSE_H
#define COURSE_H

#include <stdbool.h>

#include "census.h"
#include "period.h"

struct arena;
struct survey;
struct survey_ask;

struct course {
	struct census_figures total;
	const struct census_figures *parts;	/* as many as the period's */
};

/* `ask` is by DIMENSION_TIME.  False as survey_count, or the arena is spent. */
bool course_make(struct survey *survey, struct arena *arena,
    const struct survey_ask *ask, const struct period *period,
    struct course *out);

#endif
