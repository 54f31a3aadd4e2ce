/* standings: what the rows of a project, or of a pixel, come to. */
#ifndef STANDINGS_H
#define STANDINGS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;
struct figure;

/* Visits and leads are those since a moment; leads without tests. */
struct standing {
	int64_t sessions, leads;
	int64_t synced;			/* of those leads, in the CRM */
	int64_t waiting_for_you;	/* leads in review, suspect, failed */
	int64_t last_hit;		/* ms, 0 = never; of active pixels */
	bool walled;			/* a breaker before the CRM, newsletter
					   or webhook is open: for a while */
	bool barred;			/* ... until somebody mends it */
};

/* By indexes, no event is read; all 0 when there is no such project. */
bool standings_read(struct db *db, int64_t project, int64_t since,
    struct standing *out);

/* The newest lead of a pixel whose person is known; 0, 0 = none of 200. */
bool standings_matched(struct db *db, int64_t pixel, int64_t *lead,
    int64_t *person);

/* A pixel's hits by verdict since that day (days since 1970, UTC). */
bool standings_verdicts(struct db *db, struct arena *arena, int64_t pixel,
    int64_t day, const struct figure **out);

#endif
