/* job: one delivery of a lead to one target, and what may become of it. */
#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include <stdint.h>

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

/* What happens to a job; the first two groups are the classes of a call. */
enum job_event {
	/* a call went through: not yet the end of the job */
	EVENT_OK,
	EVENT_GONE,		/* no such person (any more) */
	/* a call did not: the end of this try */
	EVENT_NOT_SENT,		/* no byte of the request left us */
	EVENT_SERVER,		/* a reading call met an error over there */
	EVENT_GARBLED,		/* a reading call's answer made no sense */
	EVENT_UNSURE,		/* a writing call may have been carried out */
	EVENT_THROTTLED, EVENT_BUDGET, EVENT_AUTH, EVENT_CONFIG, EVENT_BLOCKED,
	EVENT_REFUSED,		/* this lead, for good */
	/* all calls went through */
	EVENT_SYNCED, EVENT_UNCHANGED, EVENT_NOBODY,
	EVENT_UNDECIDED,	/* somebody must choose the person */
	EVENT_LEFT_OUT,		/* by a rule: the reason says which */
	/* from outside */
	EVENT_CLAIMED,
	EVENT_ORPHANED,		/* its run died while sending */
	EVENT_REQUEUED, EVENT_CANCELLED, EVENT_ERASED,
	JOB_EVENTS
};

struct job {
	enum job_state state;
	enum job_state before;	/* of one being sent: what it was claimed as */
	int64_t attempts;	/* that counted against the lead */
	int64_t throttles;	/* that did not */
	int64_t created, due;	/* ms UTC */
	const char *reason;	/* "gave_up", or NULL */
};

/* What else decides. */
struct job_moment {
	int64_t now;		/* ms UTC */
	int64_t wait_ms;	/* asked for by the other side, 0 = nothing */
	uint32_t chance;	/* random */
};

/*
 * What the event makes of the job: state, due, counters.  False when it
 * cannot happen in that state: a fault of ours, nothing is written then.
 */
bool job_next(const struct job *job, enum job_event event,
    const struct job_moment *moment, struct job *next);

/* Nothing happens to it any more unless somebody asks. */
bool job_is_final(enum job_state state);

/* The words of the database: "not_found", "throttled". */
const char *job_state_name(enum job_state state);
const char *job_event_name(enum job_event event);

/* False when there is no such state. */
bool job_state_find(const char *name, enum job_state *out);

#endif
