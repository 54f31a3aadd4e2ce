#include "clock.h"

#include <stdlib.h>
#include <time.h>

#include "str.h"

/* A hundred years either way keep every sum far from overflow */
enum { OFFSET_DAYS_MAX = 36525 };

struct clock
clock_open(void)
{
	const int64_t max = INT64_C(86400) * OFFSET_DAYS_MAX;
	const char *const text = getenv("LEADPIXEL_CLOCK_OFFSET");
	struct clock clock = { .offset_ms = 0 };
	int64_t seconds;

	if (text && str_int(text, -max, max, &seconds))
		clock.offset_ms = seconds * 1000;
	return clock;
}

static int64_t
read_ms(clockid_t which)
{
	struct timespec now;

	clock_gettime(which, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
clock_now(const struct clock *clock)
{
	return read_ms(CLOCK_REALTIME) + clock->offset_ms;
}

int64_t
clock_steady(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

void
clock_nap(int64_t ms)
{
	const struct timespec nap = {
		.tv_sec = ms / 1000,
		.tv_nsec = (long)(ms % 1000) * 1000000,
	};

	if (ms > 0)
		nanosleep(&nap, NULL);
}
