/* days: the days a call asks for. */
#ifndef DAYS_H
#define DAYS_H

#include <stdbool.h>
#include <stdint.h>

struct inquiry;
struct str;

/*
 * Whole days of UTC, as the original's were, the last of them today; the
 * first one counts, which the original's lost (W5).
 */
struct days {
	int64_t start, end;		/* ms; end = now */
	int64_t days;			/* 1-365, default 30 */
};

/* From the parameter days; false after 400. */
bool days_asked(struct inquiry *inquiry, struct days *out);

/* The member date_range. */
void days_tell(struct str *out, const struct days *days);

#endif
