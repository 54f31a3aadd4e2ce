#include "job.h"

#include <stddef.h>
#include <string.h>

#include "bounds.h"

enum {
	SECOND = 1000,
	MINUTE = 60 * SECOND,
	HOUR = 60 * MINUTE,
	BACK_OFF_MIN = MINUTE,
	BACK_OFF_MAX = 6 * HOUR,
	WAIT_MAX = HOUR,	/* whatever the other side asks for */
	SPREAD = 30 * SECOND,
	DAY = 24 * HOUR,	/* a first look may have been too early */
	ORPHANED_MAX = 3	/* then it is the job that kills the runs */
};

static const int64_t tired_ms = (int64_t)3 * DAY;
static const int64_t old_ms = (int64_t)14 * DAY;

/* Of a rule: back to what it was claimed as. */
enum { JOB_BEFORE = JOB_STATES };

/* When it is due next, and what that costs. */
enum pace {
	SAME,			/* as it was */
	BACK_OFF,		/* later, and an attempt */
	SOON,			/* an attempt; later only after some */
	ASKED,			/* when the other side says; no attempt */
	LOOKED,			/* once more after a day, then at the end */
	AT_ONCE,		/* now: the person was seen, so looks begin
				   anew should they be gone again */
	AFRESH			/* now, the counters at 0 */
};

struct rule {
	const char *name;
	unsigned from;		/* bits of the states it can happen in */
	int to;			/* enum job_state or JOB_BEFORE */
	enum pace pace;
};

#define IN(state) (1u << (state))
#define SENDING IN(JOB_SENDING)
#define CLAIMABLE (IN(JOB_HELD) | IN(JOB_READY) | IN(JOB_RETRY) | \
	IN(JOB_UNSURE) | IN(JOB_WAITING))
#define ANY (IN(JOB_STATES) - 1)
#define KEPT (ANY & ~IN(JOB_ERASED))
#define OPEN (CLAIMABLE | SENDING | IN(JOB_REVIEW) | IN(JOB_SUSPECT))
#define ASIDE (IN(JOB_WAITING) | IN(JOB_REVIEW))
#define WRITTEN (IN(JOB_SYNCED) | IN(JOB_UNCHANGED) | IN(JOB_FAILED))

/* The whole state machine; a call's EVENT_OK and EVENT_GONE end nothing. */
static const struct rule rules[JOB_EVENTS] = {
	[EVENT_OK] = { .name = "ok" },
	[EVENT_GONE] = { .name = "gone" },

	[EVENT_NOT_SENT] = { "not_sent", SENDING, JOB_RETRY, BACK_OFF },
	[EVENT_SERVER] = { "server", SENDING, JOB_RETRY, BACK_OFF },
	[EVENT_GARBLED] = { "garbled", SENDING, JOB_RETRY, BACK_OFF },
	[EVENT_UNSURE] = { "unsure", SENDING, JOB_UNSURE, BACK_OFF },
	[EVENT_THROTTLED] = { "throttled", SENDING, JOB_RETRY, ASKED },
	[EVENT_BUDGET] = { "budget", SENDING, JOB_BEFORE, SAME },
	[EVENT_AUTH] = { "auth", SENDING, JOB_BEFORE, SAME },
	[EVENT_CONFIG] = { "config", SENDING, JOB_BEFORE, SAME },
	[EVENT_BLOCKED] = { "blocked", SENDING, JOB_BEFORE, SAME },
	[EVENT_REFUSED] = { "refused", SENDING, JOB_FAILED, SAME },

	[EVENT_SYNCED] = { "synced", SENDING, JOB_SYNCED, SAME },
	[EVENT_UNCHANGED] = { "unchanged", SENDING, JOB_UNCHANGED, SAME },
	[EVENT_NOBODY] = { "nobody", SENDING, JOB_WAITING, LOOKED },
	[EVENT_BEHIND] = { "behind", SENDING, JOB_READY, AT_ONCE },
	[EVENT_UNDECIDED] = { "undecided", SENDING, JOB_REVIEW, SAME },
	[EVENT_LEFT_OUT] = { "left_out", SENDING, JOB_SKIPPED, SAME },
	[EVENT_EXPIRED] = { "expired", SENDING, JOB_NOT_FOUND, SAME },

	[EVENT_CLAIMED] = { "claimed", CLAIMABLE, JOB_SENDING, SAME },
	[EVENT_ORPHANED] = { "orphaned", SENDING, JOB_UNSURE, SOON },
	[EVENT_FOUND] = { "found", ASIDE, JOB_READY, AT_ONCE },
	[EVENT_DOUBTED] = { "doubted", IN(JOB_READY), JOB_REVIEW, SAME },
	[EVENT_RESOLVED] = { "resolved", KEPT & ~SENDING, JOB_READY, AFRESH },
	[EVENT_DISMISSED] = { "dismissed", KEPT & ~SENDING, JOB_NOT_FOUND,
	    SAME },
	[EVENT_UNDONE] = { "undone", WRITTEN, JOB_CANCELLED, SAME },
	[EVENT_REQUEUED] = { "requeued", KEPT & ~SENDING, JOB_READY, AFRESH },
	[EVENT_CANCELLED] = { "cancelled", OPEN, JOB_CANCELLED, SAME },
	[EVENT_ERASED] = { "erased", KEPT, JOB_ERASED, SAME },
};

/* Of those that say it themselves. */
static const char *const reasons[JOB_EVENTS] = {
	[EVENT_DOUBTED] = "several_persons",
	[EVENT_DISMISSED] = "nobody_chosen",
	[EVENT_UNDONE] = "undone",
};

static const char *const states[JOB_STATES] = {
	[JOB_HELD] = "held", [JOB_READY] = "ready",
	[JOB_SENDING] = "sending", [JOB_RETRY] = "retry",
	[JOB_UNSURE] = "unsure", [JOB_WAITING] = "waiting",
	[JOB_REVIEW] = "review", [JOB_SUSPECT] = "suspect",
	[JOB_SYNCED] = "synced", [JOB_UNCHANGED] = "unchanged",
	[JOB_NOT_FOUND] = "not_found", [JOB_FAILED] = "failed",
	[JOB_SKIPPED] = "skipped", [JOB_CANCELLED] = "cancelled",
	[JOB_ERASED] = "erased",
};

/* Full jitter between the base and base * 2^attempts, capped. */
static int64_t
back_off(const struct job *job, uint32_t chance)
{
	int64_t most = BACK_OFF_MIN;

	for (int64_t n = 0; n < job->attempts && most < BACK_OFF_MAX; n++)
		most *= 2;
	if (most > BACK_OFF_MAX)
		most = BACK_OFF_MAX;
	const int64_t drawn = (int64_t)chance % (most + 1);
	return drawn > BACK_OFF_MIN ? drawn : BACK_OFF_MIN;
}

static int64_t
asked(const struct job_moment *moment)
{
	int64_t wait = moment->wait_ms;

	if (wait < BACK_OFF_MIN)
		wait = BACK_OFF_MIN;
	if (wait > WAIT_MAX)
		wait = WAIT_MAX;
	return wait + moment->chance % SPREAD;
}

/* When a job that found nobody stops waiting. */
static int64_t
end_of_wait(const struct job *job, const struct job_moment *moment)
{
	return job->created + moment->patience_ms;
}

static int64_t
next_look(const struct job *job, const struct job_moment *moment)
{
	const int64_t end = end_of_wait(job, moment);

	return job->looks == 1 && moment->now + DAY < end
	    ? moment->now + DAY : end;
}

static void
set_pace(struct job *next, enum pace pace, const struct job_moment *moment)
{
	const int64_t now = moment->now;

	switch (pace) {
	case SAME:
		return;
	case BACK_OFF:
		next->attempts++;
		next->due = now + back_off(next, moment->chance);
		return;
	case SOON:
		if (++next->attempts > ORPHANED_MAX)
			next->due = now + back_off(next, moment->chance);
		return;
	case ASKED:
		next->throttles++;
		next->due = now + asked(moment);
		return;
	case LOOKED:
		next->looks++;
		next->due = next_look(next, moment);
		return;
	case AT_ONCE:
		next->looks = 0;
		next->due = now;
		return;
	case AFRESH:
		next->attempts = next->throttles = next->looks = 0;
		next->due = now;
	}
}

static enum job_state
state_after(const struct rule *rule, const struct job *job,
    const struct job_moment *moment)
{
	enum job_state to = (enum job_state)rule->to;

	/* its seven minutes are over, and its record is complete */
	if (rule->to == JOB_BEFORE)
		return job->before == JOB_HELD ? JOB_READY : job->before;
	/* what may have been done earlier is still unknown */
	if (to == JOB_RETRY && job->before == JOB_UNSURE)
		return JOB_UNSURE;
	if (to == JOB_WAITING && job_is_expired(job, moment))
		return JOB_NOT_FOUND;
	return to;
}

/*
 * By attempts AND age, so that neither a long outage nor a burst of tries
 * ends a lead; the second pair ends what fails a few times a fortnight.
 */
static bool
is_hopeless(const struct job *job, int64_t now)
{
	const int64_t age = now - job->created;

	return (job->attempts >= ATTEMPTS_MAX && age >= tired_ms) ||
	    (job->attempts >= ATTEMPTS_MAX / 4 && age >= old_ms);
}

bool
job_next(const struct job *job, enum job_event event,
    const struct job_moment *moment, struct job *next)
{
	const struct rule *const rule = &rules[event];

	if ((rule->from & IN(job->state)) == 0)
		return false;
	*next = *job;
	next->reason = reasons[event];
	next->state = state_after(rule, job, moment);
	next->before = job->state;
	set_pace(next, rule->pace, moment);
	if (next->attempts > job->attempts && is_hopeless(next, moment->now)) {
		next->state = JOB_FAILED;
		next->reason = "gave_up";
	}
	return true;
}

bool
job_is_expired(const struct job *job, const struct job_moment *moment)
{
	return moment->now >= end_of_wait(job, moment);
}

bool
job_is_final(enum job_state state)
{
	return (OPEN & IN(state)) == 0;
}

const char *
job_state_name(enum job_state state)
{
	return states[state];
}

const char *
job_event_name(enum job_event event)
{
	return rules[event].name;
}

bool
job_state_find(const char *name, enum job_state *out)
{
	for (int i = 0; i < JOB_STATES; i++) {
		if (strcmp(states[i], name) != 0)
			continue;
		*out = (enum job_state)i;
		return true;
	}
	return false;
}
