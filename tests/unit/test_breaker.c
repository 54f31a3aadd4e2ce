/* When calls are let through, and when not. */
#include "breaker.h"
#include "check.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };

static const int64_t now = INT64_C(1800000000000);

static bool
lets(struct breaker set[BREAKERS], int64_t at)
{
	const struct breaker_moment moment = { .now = at };
	enum breaker_name which;

	return breakers_let(set, &moment, &which);
}

static void
note(struct breaker set[BREAKERS], enum job_event event, int64_t at)
{
	breakers_note(set, event, &(struct breaker_moment){ .now = at });
}

/* What opens which, after how many, for how long the first and tenth time. */
static const struct {
	enum job_event event;
	enum breaker_name name;
	int failures;
	int64_t first, tenth;
} walls[] = {
	{ EVENT_NOT_SENT, BREAKER_TRANSPORT, 5, 2 * MINUTE, 15 * MINUTE },
	{ EVENT_SERVER, BREAKER_TRANSPORT, 5, 2 * MINUTE, 15 * MINUTE },
	{ EVENT_GARBLED, BREAKER_TRANSPORT, 5, 2 * MINUTE, 15 * MINUTE },
	{ EVENT_UNSURE, BREAKER_TRANSPORT, 5, 2 * MINUTE, 15 * MINUTE },
	{ EVENT_THROTTLED, BREAKER_BUDGET, 1, MINUTE, 10 * MINUTE },
	{ EVENT_BUDGET, BREAKER_BUDGET, 1, 16 * HOUR, HOUR },
	{ EVENT_CONFIG, BREAKER_BLOCKED, 1, 5 * MINUTE, HOUR },
	{ EVENT_BLOCKED, BREAKER_BLOCKED, 1, HOUR, 24 * HOUR },
};

static void
test_walls(void)
{
	for (size_t i = 0; i < sizeof(walls) / sizeof(walls[0]); i++) {
		struct breaker set[BREAKERS] = { 0 };
		struct breaker *const wall = &set[walls[i].name];

		CHECK_CASE(job_event_name(walls[i].event));
		for (int n = 1; n < walls[i].failures; n++) {
			note(set, walls[i].event, now);
			CHECK(lets(set, now));
		}
		note(set, walls[i].event, now);
		CHECK(!lets(set, now + walls[i].first - 1));
		CHECK_TEXT(wall->reason, job_event_name(walls[i].event));
		CHECK(lets(set, now + walls[i].first));
		CHECK_INT(wall->state, BREAKER_HALF_OPEN);
		/* half open: one more failure is enough, for longer */
		for (int n = 2; n <= 10; n++) {
			wall->state = BREAKER_HALF_OPEN;
			note(set, walls[i].event, now);
			CHECK_INT(wall->state, BREAKER_OPEN);
		}
		CHECK_INT(wall->open_until - now, walls[i].tenth);
		CHECK(wall->changed);
		note(set, EVENT_SYNCED, now);
		CHECK(lets(set, now));
		CHECK_INT(wall->failures + wall->opens, 0);
		CHECK(wall->changed);
	}
	CHECK_CASE(NULL);
}

/* One call a run asks whether somebody has mended it. */
static void
test_auth(void)
{
	struct breaker set[BREAKERS] = { 0 };

	CHECK(!breakers_ask(set));
	note(set, EVENT_AUTH, now);
	CHECK_INT(set[BREAKER_AUTH].state, BREAKER_OPEN);
	CHECK(!breakers_ask(set));
	CHECK(lets(set, now));
	CHECK_INT(set[BREAKER_AUTH].state, BREAKER_HALF_OPEN);
	CHECK(breakers_ask(set));
	note(set, EVENT_AUTH, now);
	CHECK_INT(set[BREAKER_AUTH].state, BREAKER_OPEN);
	CHECK(lets(set, now));
	note(set, EVENT_OK, now);
	CHECK_INT(set[BREAKER_AUTH].state, BREAKER_CLOSED);
	CHECK(!breakers_ask(set));
}

/* A success in between, however the lead ended, begins the count anew. */
static void
test_in_a_row(void)
{
	static const enum job_event good[] = { EVENT_SYNCED, EVENT_UNCHANGED,
		EVENT_NOBODY, EVENT_UNDECIDED, EVENT_REFUSED, EVENT_LEFT_OUT };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct breaker set[BREAKERS] = { 0 };

		CHECK_CASE(job_event_name(good[i]));
		for (int n = 0; n < 20; n++)
			note(set, n % 5 == 4 ? good[i] : EVENT_SERVER, now);
		CHECK(lets(set, now));
	}
	CHECK_CASE(NULL);
}

static void
test_time(void)
{
	struct breaker set[BREAKERS] = { 0 };

	breakers_note(set, EVENT_THROTTLED, &(struct breaker_moment){
	    .now = now, .wait_ms = 7 * MINUTE });
	CHECK_INT(set[BREAKER_BUDGET].open_until - now, 7 * MINUTE);
	/* the second time: no longer than an hour, and a quarter by chance */
	breakers_note(set, EVENT_BUDGET, &(struct breaker_moment){
	    .now = now, .chance = UINT32_MAX });
	CHECK(set[BREAKER_BUDGET].open_until - now > HOUR);
	CHECK(set[BREAKER_BUDGET].open_until - now <= HOUR + HOUR / 4);
	/* the clock was set back by a day: not closed for a day more */
	CHECK(lets(set, now - 24 * HOUR));
}

static void
test_words(void)
{
	enum breaker_name name;
	enum breaker_state state;

	for (int i = 0; i < BREAKERS; i++) {
		CHECK(breaker_find(breaker_name_text((enum breaker_name)i),
		    &name));
		CHECK_INT(name, i);
	}
	CHECK(!breaker_find("other", &name));
	CHECK(breaker_state_find("half_open", &state));
	CHECK_INT(state, BREAKER_HALF_OPEN);
	CHECK(!breaker_state_find("ajar", &state));
}

int
main(void)
{
	test_walls();
	test_auth();
	test_in_a_row();
	test_time();
	test_words();
	return check_failed();
}
