/* desk: a target's owner as its part of a run needs it. */
#ifndef DESK_H
#define DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "breaker.h"
#include "breakers.h"
#include "budget.h"

struct run;
struct turn;

struct desk {
	struct run *run;
	struct walled whose;		/* target and owner; owner 0 = of jobs
					   without an account */
	const char *name;		/* for the log: "account acme" */
	struct breaker breakers[BREAKERS];
	struct breaker_moment moment;
	bool walled;			/* no call is made, now or any more */
	bool early;			/* it needs no complete record, which
					   others' minutes are for */

	/*
	 * Who stands in the way of calls for that use, in words; NULL =
	 * nobody.  No function: nobody ever does.
	 */
	const char *(*stop)(const struct desk *desk, enum budget_use use);

	/* Writes what it keeps beside the breakers; or NULL. */
	bool (*keep)(struct desk *desk);

	/*
	 * Delivers the turn's lead and fills turn->applied.  False when the
	 * database failed.
	 */
	bool (*apply)(struct turn *turn);
};

/* Reads the breakers.  False when the database failed. */
bool desk_open(struct desk *desk);

/* Says why no call can be made, notes it on the run, walls the desk. */
void desk_misconfigured(struct desk *desk, const char *why);

/*
 * Whether the breakers let the next call through; else it is walled, logged,
 * and noted on the run.
 */
bool desk_lets(struct desk *desk);

/* Whether something stands in the way of calls for that use. */
const char *desk_stop(const struct desk *desk, enum budget_use use);

/* Writes the breakers and what else it keeps, inside a transaction. */
bool desk_keep(struct desk *desk);

/* A call of no job, or a job with at least one call, ended so. */
void desk_note(struct desk *desk, enum job_event event, int64_t wait_ms);

/* Random, for what should not happen to all at once. */
uint32_t desk_chance(void);

#endif
