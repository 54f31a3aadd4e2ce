/* breaker: a wall between us and an account that does not answer. */
#ifndef BREAKER_H
#define BREAKER_H

#include <stdbool.h>
#include <stdint.h>

#include "job.h"

/* Each account has one of each. */
enum breaker_name {
	BREAKER_TRANSPORT, BREAKER_AUTH, BREAKER_BUDGET, BREAKER_BLOCKED,
	BREAKERS
};

enum breaker_state { BREAKER_CLOSED, BREAKER_OPEN, BREAKER_HALF_OPEN };

struct breaker {
	enum breaker_state state;
	char reason[24];		/* the event's name, "" = none */
	int64_t failures;		/* in a row */
	int64_t opens;			/* without a success between */
	int64_t opened, open_until;	/* ms UTC, 0 = not */
	bool changed;			/* since it was read */
};

/* What is known when it is asked. */
struct breaker_moment {
	int64_t now;		/* ms UTC */
	int64_t wait_ms;	/* asked for by the other side, 0 = nothing */
	uint32_t chance;	/* random */
};

/*
 * Whether a call may be made.  One whose time is over (`auth` has none) is
 * half open: the next failure opens it again, for longer.
 * Otherwise *which is the one that stands in the way.
 */
bool breakers_let(struct breaker set[BREAKERS],
    const struct breaker_moment *moment, enum breaker_name *which);

/* How a job with at least one call ended, or the call it ended by. */
void breakers_note(struct breaker set[BREAKERS], enum job_event event,
    const struct breaker_moment *moment);

/* Whether one is half open: a cheap call should be made before others. */
bool breakers_ask(const struct breaker set[BREAKERS]);

/* Nothing goes out before somebody mends what it stands for. */
bool breaker_bars(enum breaker_name name);

/* "the token is refused" */
const char *breaker_cause(enum breaker_name name);

/* The words of the database. */
const char *breaker_name_text(enum breaker_name name);
const char *breaker_state_text(enum breaker_state state);
bool breaker_find(const char *name, enum breaker_name *out);
bool breaker_state_find(const char *name, enum breaker_state *out);

#endif
