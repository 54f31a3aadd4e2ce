/* turnout: hits by the time they occurred, by day or hour and by source. */
#ifndef TURNOUT_H
#define TURNOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "census.h"

/* What a part is: a day or hour since 1970 UTC, or a pixels.id. */
enum turnout_by { TURNOUT_BY_DAY, TURNOUT_BY_HOUR, TURNOUT_BY_PIXEL };

/* A visit as its row knows it; source 0 = none. */
struct turnout_visit {
	int64_t id, pixel, visitor, source;
	int64_t started, last_activity;	/* ms, of its first and last hit */
	int64_t hits;			/* all of it */
};

struct turnout;

/* Of hits that occurred at `from` (ms) or later; NULL without memory. */
struct turnout *turnout_open(enum turnout_by by, int64_t from);
void turnout_close(struct turnout *turnout);

int64_t turnout_from(const struct turnout *turnout);

/*
 * One more visit, which has such a hit.  A visit across an edge (the start of
 * the range, the end of a part) does not know how many of its hits lie on
 * which side: *across is set, none of them is counted, and each is to be told
 * by turnout_hit, those before `from` too.  False when there is no room for
 * more.
 */
bool turnout_visit(struct turnout *turnout, const struct turnout_visit *visit,
    bool *across);
bool turnout_hit(struct turnout *turnout, const struct turnout_visit *visit,
    int64_t occurred);

/* Visitors, sessions and hits of all; visitors and hits of a part. */
struct census_figures turnout_sum(const struct turnout *turnout);
struct census_figures turnout_part(const struct turnout *turnout,
    int64_t part);

/* The hits by source; it stays the turnout's. */
struct census *turnout_sources(struct turnout *turnout);

#endif
