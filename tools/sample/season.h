/* season: how the visits of a history spread over its hours. */
#ifndef SEASON_H
#define SEASON_H

#include <stdint.h>

struct chance;

enum { SEASON_DAYS_MAX = 3650 };

struct season {
	int64_t first_hour;	/* since 1970 UTC */
	int64_t hours;
	double *ends;		/* the weights, summed up */
};

/*
 * More in the evening, fewer at the weekend, more in spring and before the
 * winter's feasts, twice as many at the end as at the start, and no day like
 * the other.  `ends` is allocated; NULL without memory.  season_close frees.
 */
struct season season_open(int64_t until_ms, int64_t days,
    struct chance *chance);
void season_close(struct season *season);

/* How many of `total` fall before the hour of that number: 0 to hours. */
int64_t season_before(const struct season *season, int64_t hour,
    int64_t total);

#endif
