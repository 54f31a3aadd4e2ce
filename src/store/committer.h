/* committer: the one thread that writes hits, many to a commit. */
#ifndef COMMITTER_H
#define COMMITTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct committer;
struct db;
struct exchange;

/* How one exchange fared inside a batch. */
enum saved {
	SAVED,		/* rows written or answered without any: keep */
	SAVE_REFUSED,	/* by its own data: its rows are undone, it has its
			   answer, the batch goes on */
	SAVE_FAILED	/* the database: the whole batch fails */
};

/*
 * What the door hands over: the verb and the way back, so that this floor
 * needs to know neither.
 */
struct committer_hooks {
	void *context;
	/* Writes one exchange and prepares its answer. */
	enum saved (*save)(void *context, struct db *db,
	    struct exchange *exchange);
	/* A batch was rolled back: what was remembered of it is not there. */
	void (*undone)(void *context);
	/* Prepares "later": 503 with Retry-After. */
	void (*busy)(void *context, struct exchange *exchange);
	/* Sends the answer; the exchange is not touched again after. */
	void (*answer)(void *context, struct exchange *exchange);
	/* Once a second, idle or not: settings, counters. */
	void (*tick)(void *context, struct db *db);
};

/* Allocated for the life of the process.  Exchanges come from a fixed pool,
   so what waits is bounded by it. */
struct committer *committer_open(struct db *db,
    const struct committer_hooks *hooks);

/* Starts the thread. */
bool committer_start(struct committer *committer);

/* Hands an exchange over; never waits. */
void committer_put(struct committer *committer, struct exchange *exchange);

/* Writes what is queued, then ends the thread. */
void committer_stop(struct committer *committer);

/* Steady time and outcome of the last commit; any thread. */
void committer_last(struct committer *committer, int64_t *when, bool *good);

/* True once the database broke: the process has to end. */
bool committer_broken(struct committer *committer);

/*
 * A batch of one in the calling thread, for CGI and mod_fcgid: the same
 * steps, answer included.
 */
void committer_once(struct db *db, const struct committer_hooks *hooks,
    struct exchange *exchange);

#endif
