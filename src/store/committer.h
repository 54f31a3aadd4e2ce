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
			   answer, the rest of the batch goes on */
	SAVE_FAILED	/* the database: the whole batch fails */
};

/*
 * What the door hands over: the verb and the way back, so that this floor
 * needs to know neither.
 */
struct committer_hooks {
	void *verb;		/* context of these four */
	/* Writes one exchange and prepares its answer. */
	enum saved (*save)(void *verb, struct db *db,
	    struct exchange *exchange);
	/*
	 * The batch is on disk, or was rolled back and nothing remembered of
	 * it holds; it may be saved once more after that.
	 */
	void (*done)(void *verb);
	void (*undone)(void *verb);
	/* Once a second, idle or not: settings, counters. */
	void (*tick)(void *verb, struct db *db);

	void *way;		/* context of these two */
	/* Prepares "later": 503 with Retry-After. */
	void (*busy)(void *way, struct exchange *exchange);
	/* Sends the answer; the exchange is not touched again after. */
	void (*answer)(void *way, struct exchange *exchange);
};

/*
 * Why `what` could not be saved: SAVE_REFUSED for its own data or for want of
 * room, which is logged; SAVE_FAILED when the database is in trouble.
 */
enum saved committer_blame(struct db *db, const char *what);

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
 * steps, answer included.  False once the database broke: the process ends.
 */
bool committer_once(struct db *db, const struct committer_hooks *hooks,
    struct exchange *exchange);

#endif
