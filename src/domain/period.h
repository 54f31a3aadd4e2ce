/* period: days as a time zone counts them, and the moments they begin. */
#ifndef PERIOD_H
#define PERIOD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"

/*
 * Whole days, or of one day the hours its clocks show: 23 or 25 of them where
 * the clocks are set.  Part i lasts from starts[i] up to starts[i + 1].
 */
struct period {
	const char *zone;		/* IANA; see local_time.h */
	int64_t first, last;		/* days since 1970, both included */
	bool hours;
	size_t count;			/* of parts */
	int64_t starts[PERIOD_PARTS + 1];	/* ms UTC */
};

enum { PERIOD_LABEL = 24 };

/* Days from `first` to `last`, REPORT_DAYS at most. */
void period_days(const char *zone, int64_t first, int64_t last,
    struct period *out);

/* The hours of one day; its length is that of the day. */
void period_hours(const char *zone, int64_t day, struct period *out);

/* As many days (or that day's hours), right before it. */
void period_before(const struct period *period, struct period *out);

int64_t period_from(const struct period *period);
int64_t period_to(const struct period *period);	/* not included */

/* The part a moment lies in, which is within the period. */
size_t period_part(const struct period *period, int64_t ms);

/* "2026-11-28", or "2026-11-28T10:00" by the clocks there. */
void period_label(const struct period *period, size_t part,
    char out[PERIOD_LABEL]);

#endif
