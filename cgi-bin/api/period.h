/* period: the days a call asks for. */
#ifndef PERIOD_H
#define PERIOD_H

#include <stdbool.h>
#include <stdint.h>

struct inquiry;
struct str;

/*
 * Whole days of UTC, as the original's were, the last of them today; the
 * first one counts, which the original's lost (W5).
 */
struct period {
	int64_t start, end;		/* ms; end = now */
	int64_t days;			/* 1-365, default 30 */
};

/* From the parameter days; false after 400. */
bool period_asked(struct inquiry *inquiry, struct period *out);

/* The member date_range. */
void period_tell(struct str *out, const struct period *period);

#endif
