/* gauges: how much there is, and what is under way, for a monitor. */
#ifndef GAUGES_H
#define GAUGES_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct gauges {
	int64_t events, visitors, sessions;	/* of all time */
	int64_t pixels;				/* active ones */
	int64_t events_hour, forms_hour;	/* occurred since `since` */
	int64_t due, queued;			/* to the CRM: now; in all */
	int64_t wall;			/* before it: 0 closed, 1 half open,
					   2 open; the worst of them */
	int64_t failures, until;	/* of those; 0 = not known */
};

/*
 * Of a project, or 0 = of all.  What is counted over all time is so by the
 * pages of an index for all (10 million events: a tenth of a second), and
 * visit by visit for one project (3 million: two thirds of a second).
 */
bool gauges_read(struct db *db, int64_t project, int64_t now, int64_t since,
    struct gauges *out);

#endif
