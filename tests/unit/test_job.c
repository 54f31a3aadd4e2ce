/* Every state and event, against what is promised of them. */
#include <stdlib.h>

#include "bounds.h"
#include "check.h"
#include "job.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };

static const int64_t now = INT64_C(1800000000000);

static const struct {
	const char *name;
	enum job_event event;
	enum job_state before, want;
	int attempts, throttles;	/* more than before */
	int64_t due_min, due_max;	/* from now, at full chance */
} ends[] = {
	{ "synced", EVENT_SYNCED, JOB_READY, JOB_SYNCED, 0, 0, 0, 0 },
	{ "same", EVENT_UNCHANGED, JOB_UNSURE, JOB_UNCHANGED, 0, 0, 0, 0 },
	{ "nobody", EVENT_NOBODY, JOB_HELD, JOB_NOT_FOUND, 0, 0, 0, 0 },
	{ "choose", EVENT_UNDECIDED, JOB_HELD, JOB_REVIEW, 0, 0, 0, 0 },
	{ "left out", EVENT_LEFT_OUT, JOB_HELD, JOB_SKIPPED, 0, 0, 0, 0 },
	{ "refused", EVENT_REFUSED, JOB_RETRY, JOB_FAILED, 0, 0, 0, 0 },
	{ "server", EVENT_SERVER, JOB_READY, JOB_RETRY, 1, 0,
	    MINUTE, 2 * MINUTE },
	{ "not sent", EVENT_NOT_SENT, JOB_RETRY, JOB_RETRY, 1, 0,
	    MINUTE, 2 * MINUTE },
	{ "garbled", EVENT_GARBLED, JOB_HELD, JOB_RETRY, 1, 0,
	    MINUTE, 2 * MINUTE },
	{ "unsure", EVENT_UNSURE, JOB_READY, JOB_UNSURE, 1, 0,
	    MINUTE, 2 * MINUTE },
	{ "still unsure", EVENT_SERVER, JOB_UNSURE, JOB_UNSURE, 1, 0,
	    MINUTE, 2 * MINUTE },
	{ "throttled", EVENT_THROTTLED, JOB_READY, JOB_RETRY, 0, 1,
	    MINUTE, MINUTE + 30000 },
	{ "throttled, unsure", EVENT_THROTTLED, JOB_UNSURE, JOB_UNSURE, 0, 1,
	    MINUTE, MINUTE + 30000 },
	{ "auth of held", EVENT_AUTH, JOB_HELD, JOB_READY, 0, 0, 0, 0 },
	{ "auth of retry", EVENT_AUTH, JOB_RETRY, JOB_RETRY, 0, 0, 0, 0 },
	{ "config", EVENT_CONFIG, JOB_UNSURE, JOB_UNSURE, 0, 0, 0, 0 },
	{ "blocked", EVENT_BLOCKED, JOB_READY, JOB_READY, 0, 0, 0, 0 },
	{ "budget", EVENT_BUDGET, JOB_READY, JOB_READY, 0, 0, 0, 0 },
	{ "orphaned", EVENT_ORPHANED, JOB_READY, JOB_UNSURE, 1, 0, 0, 0 },
};

static void
test_ends(void)
{
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const struct job job = { .state = JOB_SENDING,
			.before = ends[i].before, .created = now, .due = now };
		struct job least, most;

		CHECK_CASE(ends[i].name);
		CHECK(job_next(&job, ends[i].event,
		    &(struct job_moment){ .now = now }, &least));
		CHECK(job_next(&job, ends[i].event, &(struct job_moment){
		    .now = now, .chance = UINT32_MAX }, &most));
		CHECK_TEXT(job_state_name(least.state),
		    job_state_name(ends[i].want));
		CHECK_INT(least.attempts, ends[i].attempts);
		CHECK_INT(least.throttles, ends[i].throttles);
		CHECK_INT(least.due - now, ends[i].due_min);
		CHECK(most.due - now <= ends[i].due_max);
		CHECK_TEXT(least.reason, NULL);
	}
}

/* Which pairs can happen at all: a letter a state, in the enum's order. */
static const char *const possible[JOB_EVENTS] = {
	[EVENT_OK] = "...............", [EVENT_GONE] = "...............",
	[EVENT_NOT_SENT] = "..x............",
	[EVENT_SERVER] = "..x............",
	[EVENT_GARBLED] = "..x............",
	[EVENT_UNSURE] = "..x............",
	[EVENT_THROTTLED] = "..x............",
	[EVENT_BUDGET] = "..x............",
	[EVENT_AUTH] = "..x............",
	[EVENT_CONFIG] = "..x............",
	[EVENT_BLOCKED] = "..x............",
	[EVENT_REFUSED] = "..x............",
	[EVENT_SYNCED] = "..x............",
	[EVENT_UNCHANGED] = "..x............",
	[EVENT_NOBODY] = "..x............",
	[EVENT_UNDECIDED] = "..x............",
	[EVENT_LEFT_OUT] = "..x............",
	[EVENT_CLAIMED] = "xx.xxx.........",
	[EVENT_ORPHANED] = "..x............",
	[EVENT_REQUEUED] = "xx.xxxxxxxxxxx.",
	[EVENT_CANCELLED] = "xxxxxxxx.......",
	[EVENT_ERASED] = "xxxxxxxxxxxxxx.",
};

static void
test_possible(void)
{
	for (int event = 0; event < JOB_EVENTS; event++) {
		CHECK_CASE(job_event_name((enum job_event)event));
		for (int state = 0; state < JOB_STATES; state++) {
			const struct job job = { .state = (enum job_state)state,
				.created = now, .due = now };
			struct job next;

			CHECK_INT(job_next(&job, (enum job_event)event,
			    &(struct job_moment){ .now = now }, &next),
			    possible[event][state] == 'x');
		}
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *name;
	int64_t attempts, age_hours;
	bool gives_up;
} limits[] = {
	{ "a long outage, few tries", 4, 24 * 13, false },
	{ "many tries, young", 1000, 71, false },
	{ "many tries, old enough", ATTEMPTS_MAX - 1, 72, true },
	{ "one try less", ATTEMPTS_MAX - 2, 72, false },
	{ "a fortnight", 4, 24 * 14, true },
	{ "requeued after a year", 0, 24 * 365, false },
};

static void
test_giving_up(void)
{
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		const struct job job = { .state = JOB_SENDING,
			.before = JOB_RETRY, .attempts = limits[i].attempts,
			.created = now - limits[i].age_hours * HOUR };
		struct job next;

		CHECK_CASE(limits[i].name);
		CHECK(job_next(&job, EVENT_SERVER,
		    &(struct job_moment){ .now = now }, &next));
		CHECK_INT(next.state == JOB_FAILED, limits[i].gives_up);
		CHECK_TEXT(next.reason, limits[i].gives_up ? "gave_up" : NULL);
		/* what burns no attempt never ends a lead */
		CHECK(job_next(&job, EVENT_THROTTLED,
		    &(struct job_moment){ .now = now }, &next));
		CHECK_TEXT(job_state_name(next.state), "retry");
	}
	CHECK_CASE(NULL);
}

static void
test_back_off(void)
{
	struct job job = { .state = JOB_SENDING, .before = JOB_RETRY,
		.created = now }, next;
	int64_t longest = 0;

	for (job.attempts = 0; job.attempts < 60; job.attempts++)
		for (uint32_t chance = 0; chance < 200; chance++) {
			CHECK(job_next(&job, EVENT_SERVER,
			    &(struct job_moment){ .now = now,
			    .chance = chance * 21474836u }, &next));
			CHECK(next.due - now >= MINUTE);
			CHECK(next.due - now <= 6 * HOUR);
			if (next.due - now > longest)
				longest = next.due - now;
		}
	CHECK(longest > 5 * HOUR);
	job.attempts = 0;
	CHECK(job_next(&job, EVENT_THROTTLED, &(struct job_moment){
	    .now = now, .wait_ms = 5 * MINUTE }, &next));
	CHECK_INT(next.due - now, 5 * MINUTE);
	CHECK(job_next(&job, EVENT_THROTTLED, &(struct job_moment){
	    .now = now, .wait_ms = INT64_MAX }, &next));
	CHECK_INT(next.due - now, HOUR);
	/* what kills its run again and again makes room */
	job.attempts = 3;
	CHECK(job_next(&job, EVENT_ORPHANED,
	    &(struct job_moment){ .now = now }, &next));
	CHECK(next.due > now);
}

/* P3: from anywhere, an operator can always get a job going or ended. */
static void
test_random_steps(void)
{
	struct job job = { .state = JOB_HELD, .created = now, .due = now };
	struct job_moment moment = { .now = now };

	srand(1);
	for (int step = 0; step < 1000000; step++) {
		const enum job_event event =
		    (enum job_event)(rand() % JOB_EVENTS);
		struct job next;

		moment.chance = (uint32_t)rand();
		moment.now += rand() % HOUR;
		if (!job_next(&job, event, &moment, &next))
			continue;
		CHECK(next.state < JOB_STATES);
		CHECK(job.state == JOB_SENDING || !job_is_final(job.state) ||
		    event == EVENT_REQUEUED || event == EVENT_ERASED);
		CHECK(next.state != JOB_SENDING || event == EVENT_CLAIMED);
		CHECK(next.attempts <= job.attempts + 1);
		CHECK(next.attempts >= job.attempts ||
		    event == EVENT_REQUEUED);
		CHECK(next.due <= moment.now + 6 * HOUR || event !=
		    EVENT_SERVER);
		job = next;
		if (job.state == JOB_ERASED)
			job = (struct job){ .state = JOB_HELD,
				.created = moment.now, .due = moment.now };
	}
}

static void
test_words(void)
{
	enum job_state found;

	for (int i = 0; i < JOB_STATES; i++) {
		CHECK(job_state_find(job_state_name((enum job_state)i),
		    &found));
		CHECK_INT(found, i);
	}
	CHECK(!job_state_find("", &found));
	CHECK(!job_state_find("syncedx", &found));
}

int
main(void)
{
	test_ends();
	test_possible();
	test_giving_up();
	test_back_off();
	test_random_steps();
	test_words();
	return check_failed();
}
