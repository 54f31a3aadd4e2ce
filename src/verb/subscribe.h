/* subscribe: a page view whose address signs somebody up to the newsletter. */
#ifndef SUBSCRIBE_H
#define SUBSCRIBE_H

#include "committer.h"

struct enlistment;
struct ip;
struct limiter;

/* Who asks, and how many sign-ups a network has an hour; 0 = no limit. */
struct subscriber {
	struct limiter *limiter;
	const struct ip *client;
	int64_t per_hour;
};

/*
 * Of a page view that visit_write wrote.  It becomes a submission of its own
 * kind, never a lead, with a job for the newsletter alone; at most one a day
 * for an address and project.  Most pages sign nobody up: SAVED.
 */
enum saved subscribe(const struct enlistment *enlistment,
    const struct subscriber *subscriber);

#endif
