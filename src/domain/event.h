/* event: what happens to a job, and the classes of the calls it makes. */
#ifndef EVENT_H
#define EVENT_H

/* The first two groups are the classes of a call. */
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
	EVENT_SYNCED, EVENT_UNCHANGED,
	EVENT_NOBODY,		/* looked, and the person is not there */
	EVENT_BEHIND,		/* older leads of that person go first */
	EVENT_UNDECIDED,	/* somebody must choose the person */
	EVENT_LEFT_OUT,		/* by a rule: the reason says which */
	EVENT_EXPIRED,		/* it waited long enough; no call was made */
	/* from outside */
	EVENT_CLAIMED,
	EVENT_ORPHANED,		/* its run died while sending */
	EVENT_FOUND,		/* its person has appeared */
	EVENT_DOUBTED,		/* and another one with that address */
	EVENT_RESOLVED,		/* somebody chose the person */
	EVENT_DISMISSED,	/* somebody says that there is none */
	EVENT_UNDONE,		/* what it wrote was taken back */
	EVENT_REQUEUED, EVENT_CANCELLED, EVENT_ERASED,
	JOB_EVENTS
};

#endif
