/* turnstile: who may write to the database now, in order of arrival. */
#ifndef TURNSTILE_H
#define TURNSTILE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Two flocks, <db>.queue and <db>.lock: take the first, take the second,
 * release the first, work, release the second.  Whoever holds the second can
 * not barge in again before the one who waits with the first (DESIGN 5; a
 * bare flock starves a second writer for seconds, measured).
 */
struct turnstile {
	int queue, lock;	/* descriptors, -1 = closed */
};

/* Opens or makes both files beside the database. */
bool turnstile_open(struct turnstile *turnstile, const char *db_path);

/*
 * False when it did not open within wait_ms (errno EINTR or EWOULDBLOCK).
 * A waiter is woken by SIGALRM, which every other thread must block.
 */
bool turnstile_enter(struct turnstile *turnstile, int64_t wait_ms);

void turnstile_leave(struct turnstile *turnstile);
void turnstile_close(struct turnstile *turnstile);

#endif
