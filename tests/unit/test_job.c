/* Every state and event, against what is promised of them. */
#include <stdlib.h>

#include "bounds.h"
#include "check.h"
#include "job.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static const int64_t now = INT64_C(1800000000000);
static const int64_t patience = INT64_C(30) * DAY;

static const struct {
	const char *name;
	enum job_event event;
	enum job_state before, want;
	int attempts, throttles;	/* more than before */
	int64_t due_min, due_max;	/* from now, at full chance */
} ends[] = {
	{ "synced", EVENT_SYNCED, JOB_READY, JOB_SYNCED, 0, 0, 0, 0 },
	{ "same", EVENT_UNCHANGED, JOB_UNSURE, JOB_UNCHANGED, 0, 0, 0, 0 },
	{ "nobody", EVENT_NOBODY, JOB_HELD, JOB_WAITING, 0, 0, DAY, DAY },
	{ "behind", EVENT_BEHIND, JOB_HELD, JOB_READY, 0, 0, 0, 0 },
	{ "expired", EVENT_EXPIRED, JOB_WAITING, JOB_NOT_FOUND, 0, 0, 0, 0 },
	{ "budget of waiting", EVENT_BUDGET, JOB_WAITING, JOB_WAITING, 0, 0,
	    0, 0 },
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
		CHECK(job_next(&job, ends[i].event, &(struct job_moment){
		    .now = now, .patience_ms = patience }, &least));
		CHECK(job_next(&job, ends[i].event, &(struct job_moment){
		    .now = now, .patience_ms = patience,
		    .chance = UINT32_MAX }, &most));
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
	[EVENT_BEHIND] = "..x............",
	[EVENT_EXPIRED] = "..x............",
	[EVENT_UNDECIDED] = "..x............",
	[EVENT_LEFT_OUT] = "..x............",
	[EVENT_CLAIMED] = "xx.xxx.........",
	[EVENT_ORPHANED] = "..x............",
	[EVENT_FOUND] = ".....xx........",
	[EVENT_DOUBTED] = ".x.............",
	[EVENT_RESOLVED] = "xx.xxxxxxxxxxx.",
	[EVENT_DISMISSED] = "xx.xxxxxxxxxxx.",
	[EVENT_UNDONE] = "........xx.x...",
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

/* A person may take 30 days: looked for at once, after a day, no more. */
static void
test_waiting(void)
{
	struct job_moment moment = { .now = now, .patience_ms = patience };
	struct job job = { .state = JOB_SENDING, .before = JOB_HELD,
		.created = now - 7 * MINUTE };
	struct job next;

	CHECK(job_next(&job, EVENT_NOBODY, &moment, &next));
	CHECK_INT(next.looks, 1);
	CHECK(job_next(&next, EVENT_CLAIMED, &moment, &job));
	moment.now = next.due;
	CHECK(!job_is_expired(&job, &moment));
	CHECK(job_next(&job, EVENT_NOBODY, &moment, &next));
	CHECK_TEXT(job_state_name(next.state), "waiting");
	CHECK_INT(next.due, job.created + patience);
	CHECK(job_next(&next, EVENT_FOUND, &moment, &job));
	CHECK_INT(job.due, moment.now);
	CHECK_INT(job.looks, 0);
	/* whoever looks at the end, or later, waits no more */
	moment.now = next.due;
	CHECK(job_is_expired(&next, &moment));
	CHECK(job_next(&next, EVENT_CLAIMED, &moment, &job));
	CHECK(job_next(&job, EVENT_NOBODY, &moment, &next));
	CHECK_TEXT(job_state_name(next.state), "not_found");
	/* no patience at all: the first look decides */
	job = (struct job){ .state = JOB_SENDING, .created = now };
	CHECK(job_next(&job, EVENT_NOBODY,
	    &(struct job_moment){ .now = now }, &next));
	CHECK_TEXT(job_state_name(next.state), "not_found");
}

/* The classes by which an account is stopped: they cost a lead nothing. */
static bool
is_of_account(enum job_event event)
{
	return event == EVENT_AUTH || event == EVENT_CONFIG ||
	    event == EVENT_BLOCKED || event == EVENT_BUDGET ||
	    event == EVENT_THROTTLED;
}

static bool
is_of_operator(enum job_event event)
{
	return event == EVENT_REQUEUED || event == EVENT_RESOLVED ||
	    event == EVENT_DISMISSED || event == EVENT_UNDONE ||
	    event == EVENT_ERASED;
}

static void
check_step(const struct job *job, enum job_event event,
    const struct job_moment *moment, const struct job *next)
{
	const bool was_final = job_is_final(job->state);

	CHECK(next->state < JOB_STATES);
	/* P3: nothing moves what has ended but somebody who asks */
	CHECK(!was_final || is_of_operator(event));
	CHECK(next->state != JOB_SENDING || event == EVENT_CLAIMED);
	/* P4: erased is for good */
	CHECK(job->state != JOB_ERASED);
	/* one try counts once; only a new beginning forgets */
	CHECK(next->attempts <= job->attempts + 1);
	CHECK(next->attempts >= job->attempts || event == EVENT_REQUEUED ||
	    event == EVENT_RESOLVED);
	/* P7: a fault of the account is never the lead's */
	CHECK(!is_of_account(event) || (next->attempts == job->attempts &&
	    !job_is_final(next->state)));
	/* giving up takes tries and days */
	CHECK(next->reason == NULL || strcmp(next->reason, "gave_up") != 0 ||
	    (next->attempts >= 5 && moment->now - job->created >= 3 * DAY));
	/* none can get stuck: each has its day */
	CHECK(next->due <= moment->now + 6 * HOUR || next->due == job->due ||
	    (next->state == JOB_WAITING && next->due <= moment->now + DAY) ||
	    next->due <= job->created + moment->patience_ms);
}

/* P3 to P5 and P7, over a million random steps. */
static void
test_random_steps(void)
{
	struct job job = { .state = JOB_HELD, .created = now, .due = now };
	struct job_moment moment = { .now = now, .patience_ms = patience };

	srand(1);
	for (int step = 0; step < 1000000; step++) {
		const enum job_event event =
		    (enum job_event)(rand() % JOB_EVENTS);
		struct job next;

		moment.chance = (uint32_t)rand();
		moment.now += rand() % HOUR;
		if (!job_next(&job, event, &moment, &next))
			continue;
		check_step(&job, event, &moment, &next);
		job = next;
		if (job.state == JOB_ERASED)
			job = (struct job){ .state = JOB_HELD,
				.created = moment.now, .due = moment.now };
	}
}

/* P3: with a target that answers, each state comes to an end by itself or by
 * one act of the operator. */
static void
test_all_end(void)
{
	const struct job_moment moment = { .now = now,
		.patience_ms = patience };

	for (int state = 0; state < JOB_STATES; state++) {
		struct job job = { .state = (enum job_state)state,
			.created = now, .due = now }, next;

		CHECK_CASE(job_state_name(job.state));
		if (job_is_final(job.state))
			continue;
		if (job.state == JOB_REVIEW || job.state == JOB_SUSPECT)
			CHECK(job_next(&job, EVENT_REQUEUED, &moment, &job));
		if (job.state != JOB_SENDING)
			CHECK(job_next(&job, EVENT_CLAIMED, &moment, &job));
		CHECK(job_next(&job, EVENT_SYNCED, &moment, &next));
		CHECK(job_is_final(next.state));
	}
	CHECK_CASE(NULL);
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
	test_waiting();
	test_random_steps();
	test_all_end();
	test_words();
	return check_failed();
}
