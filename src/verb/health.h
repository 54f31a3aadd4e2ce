/* health: whether hits can be stored now, and whether leads get on. */
#ifndef HEALTH_H
#define HEALTH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "committer.h"

struct collector;
struct db;
struct exchange;

enum { HEALTH_REASON = 40 };

/* What the last look found; looks are five seconds apart. */
struct health {
	_Atomic int64_t looked;		/* steady ms, 0 = never */
	atomic_bool degraded;

	/* the writer's */
	bool looking;			/* not on disk yet */
	int64_t oldest_due;		/* ms UTC, 0 = none */
	int64_t run_started, run_ended;	/* of leadpixel-sync, 0 = none */
	char run_reason[HEALTH_REASON];
	int64_t faults;
};

/*
 * GET /health, any thread: 200 {"status":"ok"}, or "degraded" when a look at
 * `leadpixel status` is advised; 503 when the database takes no rows.  A
 * monitor must not take a collector out of service for a late cron, so only
 * that is 503.  True: a look is due, or the request brings a key of the API,
 * which opens the details; `context` is the collector.
 */
bool health_read(void *context, struct exchange *exchange);

/*
 * The look, in the writer's transaction: a row is really written, the queue
 * is read.  Failing, the writer answers busy.
 */
enum saved health_save(struct collector *collector, struct db *db,
    struct exchange *exchange);

/* The writer's rows are on disk; or were rolled back. */
void health_done(struct health *health);
void health_undone(struct health *health);

#endif
