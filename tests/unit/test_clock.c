#include <stdlib.h>
#include <time.h>

#include "check.h"
#include "clock.h"

static const struct {
	const char *setting;	/* NULL: not set */
	int64_t want_ms;
} offsets[] = {
	{ NULL, 0 },
	{ "0", 0 },
	{ "3600", 3600000 },
	{ "-420", -420000 },
	{ "", 0 },
	{ "1.5", 0 },
	{ "soon", 0 },
	{ "99999999999999", 0 },
};

static void test_offset(void)
{
	const struct clock plain = { .offset_ms = 0 };

	for (size_t i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
		CHECK_CASE(offsets[i].setting);
		unsetenv("LEADPIXEL_CLOCK_OFFSET");
		if (offsets[i].setting)
			setenv("LEADPIXEL_CLOCK_OFFSET", offsets[i].setting,
			    1);
		const struct clock clock = clock_open();
		const int64_t before = clock_now(&plain);
		const int64_t now = clock_now(&clock);
		const int64_t after = clock_now(&plain);

		CHECK_INT(clock.offset_ms, offsets[i].want_ms);
		CHECK(now >= before + offsets[i].want_ms);
		CHECK(now <= after + offsets[i].want_ms);
	}
	CHECK_CASE(NULL);
	/* time() may lag by one tick of the kernel */
	const int64_t before = time(NULL), now = clock_now(&plain) / 1000;
	CHECK(now >= before && now <= time(NULL) + 1);
}

static void test_steady(void)
{
	const int64_t start = clock_steady();

	clock_nap(0);
	clock_nap(-1);
	CHECK(clock_steady() < start + 10000);
	clock_nap(2);
	CHECK(clock_steady() >= start + 2);
}

int main(void)
{
	test_offset();
	test_steady();
	return check_failed();
}
