/* desk: a target's owner as its part of a run needs it. */
#ifndef DESK_H
#define DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "breaker.h"
#include "breakers.h"

struct run;
struct turn;

struct desk {
	struct run *run;
	struct walled whose;		/* target and owner; owner 0 = of jobs
					   without an account */
	const char *name;		/* for the log: "account acme" */
	struct breaker breakers[BREAKERS];
	struct breaker_moment moment;	/* token_print: by the opener */
	bool walled;			/* no call is made, now or any more */
	bool early;			/* it needs no complete record, which
					   others' minutes are for */

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

/* A job with at least one call ended so. */
void desk_note(struct desk *desk, enum job_event event, int64_t wait_ms);

/* Random, for what should not happen to all at once. */
uint32_t desk_chance(void);

#endif
