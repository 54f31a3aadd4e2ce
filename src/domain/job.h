/* job: one delivery of a lead to one target, and what may become of it. */
#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "event.h"

/* A job is in exactly one of these (DESIGN 11). */
enum job_state {
	JOB_HELD,		/* the CRM needs minutes to make the person */
	JOB_READY, JOB_SENDING,
	JOB_RETRY,		/* nothing was done: try again */
	JOB_UNSURE,		/* sent, outcome unknown: look, then repeat */
	JOB_WAITING,		/* for the person to appear */
	JOB_REVIEW,		/* for somebody to choose */
	JOB_SUSPECT,		/* for somebody to release */
	JOB_SYNCED, JOB_UNCHANGED, JOB_NOT_FOUND, JOB_FAILED, JOB_SKIPPED,
	JOB_CANCELLED, JOB_ERASED,
	JOB_STATES
};

struct job {
	enum job_state state;
	enum job_state before;	/* of one being sent: what it was claimed as */
	int64_t attempts;	/* that counted against the lead */
	int64_t throttles;	/* that did not */
	int64_t looks;		/* that found nobody */
	int64_t created, due;	/* ms UTC */
	const char *reason;	/* "gave_up", "undone", or NULL */
};

/* What else decides. */
struct job_moment {
	int64_t now;		/* ms UTC */
	int64_t wait_ms;	/* asked for by the other side, 0 = nothing */
	int64_t patience_ms;	/* how long a person may take to appear */
	uint32_t chance;	/* random */
};

/*
 * What the event makes of the job: state, due, counters.  False when it
 * cannot happen in that state: a fault of ours, nothing is written then.
 */
bool job_next(const struct job *job, enum job_event event,
    const struct job_moment *moment, struct job *next);

/* Whether a job has waited for its person as long as it may. */
bool job_is_expired(const struct job *job, const struct job_moment *moment);

/* Nothing happens to it any more unless somebody asks. */
bool job_is_final(enum job_state state);

/* The words of the database: "not_found", "throttled". */
const char *job_state_name(enum job_state state);
const char *job_event_name(enum job_event event);

/* False when there is no such state. */
bool job_state_find(const char *name, enum job_state *out);

#endif
