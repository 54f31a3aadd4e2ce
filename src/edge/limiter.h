/* limiter: how often a network may call, counted for all processes. */
#ifndef LIMITER_H
#define LIMITER_H

#include <stdbool.h>
#include <stdint.h>

#include "ip.h"

struct limiter;

/* Separate counters: a flood of hits never keeps a lead out. */
enum limit { LIMIT_HITS, LIMIT_LEADS, LIMIT_SLOW_BODIES, LIMIT_SIGNUPS,
	LIMIT_READS, LIMIT_CHANGES, LIMIT_LOGINS, LIMIT_COUNT };

struct allowance {
	bool allowed;
	int64_t limit;
	int64_t remaining;
	int64_t reset_s;	/* seconds until the window ends */
};

/*
 * Maps the table <path>, made if absent; NULL with a log line if that fails.
 * A NULL limiter allows everything: trouble here never costs a hit.
 */
struct limiter *limiter_open(const char *path);

/*
 * Counts one call of the network (IPv4 address, IPv6 /64) in a fixed window (a
 * minute for hits, slow bodies and log-ins, else an hour).  `limit` 0 = none.
 * Approximate by design: a full bucket forgets its smallest counter.
 */
struct allowance limiter_take(struct limiter *limiter, enum limit kind,
    const struct ip *client, int64_t limit, int64_t now_ms);

/* The same answer without counting. */
struct allowance limiter_look(struct limiter *limiter, enum limit kind,
    const struct ip *client, int64_t limit, int64_t now_ms);

#endif
