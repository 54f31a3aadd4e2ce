/* desk: an account as its part of a run needs it. */
#ifndef DESK_H
#define DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "breaker.h"
#include "change.h"

struct account;
struct crm;
struct run;

struct desk {
	struct run *run;
	const struct account *account;	/* id 0 = of jobs without one */
	struct breaker breakers[BREAKERS];
	struct breaker_moment moment;
	struct change_target targets[CHANGES_MAX];
	size_t count;
	int64_t map_version;
	struct crm *crm;		/* NULL: no call can be made */
	bool walled;			/* no call is made, now or any more */
};

/*
 * Reads breakers, map and token.  What stands in the way of calls is logged
 * and noted on the run; the desk is `walled` then.  False when the database
 * failed.  desk_close frees, in any case.
 */
bool desk_open(struct desk *desk, struct run *run,
    const struct account *account);
void desk_close(struct desk *desk);

/* Whether the breakers let the next call through; else it is walled. */
bool desk_lets(struct desk *desk);

/* A job with at least one call ended so. */
void desk_note(struct desk *desk, enum job_event event, int64_t wait_ms);

/* Random, for what should not happen to all at once. */
uint32_t desk_chance(void);

#endif
