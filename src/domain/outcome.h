/* outcome: the class of one call to the CRM. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include <stdbool.h>

#include "job.h"

/* How far a call got. */
enum reach {
	REACH_ANSWERED,		/* a whole answer */
	REACH_NOT_SENT,		/* nothing left us */
	REACH_CUT,		/* sent; no answer, or half of one */
	REACH_TOO_BIG,		/* sent; more answer than we read */
	REACH_WRONG		/* certificate, address: ours to mend */
};

struct outcome_call {
	enum reach reach;
	int status;		/* 0 = none was seen */
	bool is_json;		/* the body is a JSON object */
	bool success;		/* ... that says so, in the expected shape */
	bool writes;		/* it may have changed something */
	bool on_person;		/* its path names a person */
	bool day_is_spent;	/* the daily budget was said to be 0 */
};

/*
 * Never EVENT_OK for an answer that does not hold what was asked for, and
 * never a lead's fault for what is the account's (reference pipedrive 8, 9;
 * incidents I11, I16).  Message texts decide nothing: they change unannounced.
 */
enum job_event outcome_of(const struct outcome_call *call);

/*
 * Of a POST to a newsletter or a webhook.  Any 2xx is EVENT_OK, whatever
 * follows it; what may have arrived without one is EVENT_UNSURE, to be sent
 * again, as nobody there can be asked.
 */
enum job_event outcome_of_post(enum reach reach, int status);

#endif
