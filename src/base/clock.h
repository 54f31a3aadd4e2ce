/* clock: what time it is, and what time a test says it is. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

/* Made once by a door, handed down; nobody else asks the system. */
struct clock {
	int64_t offset_ms;	/* LEADPIXEL_CLOCK_OFFSET, seconds, in tests */
};

/* Reads LEADPIXEL_CLOCK_OFFSET (whole seconds, may be negative). */
struct clock clock_open(void);

/* Milliseconds since 1970 UTC. */
int64_t clock_now(const struct clock *clock);

/* Milliseconds that never jump; for waiting and deadlines only. */
int64_t clock_steady(void);

/* Waits; EINTR ends it early. */
void clock_nap(int64_t ms);

#endif
