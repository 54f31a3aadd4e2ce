#include "breaker.h"

#include <stdio.h>
#include <string.h>

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE, DAY = 24 * HOUR,
	JITTER_MAX = 15 * MINUTE, DAY_END = -1 };

/*
 * Which failures open which, after how many in a row, and for how long.  15
 * minutes, a quarter by chance, a cron of 5 and leads spread over 5: all is
 * under way half an hour after the other side is back.
 */
static const struct rule {
	int64_t failures;	/* 0 = no failure: it closes them all */
	enum breaker_name name;
	int64_t first_ms, most_ms;	/* DAY_END, then most_ms */
} rules[JOB_EVENTS] = {
	[EVENT_NOT_SENT] = { 5, BREAKER_TRANSPORT, 2 * MINUTE, 15 * MINUTE },
	[EVENT_SERVER] = { 5, BREAKER_TRANSPORT, 2 * MINUTE, 15 * MINUTE },
	[EVENT_GARBLED] = { 5, BREAKER_TRANSPORT, 2 * MINUTE, 15 * MINUTE },
	[EVENT_UNSURE] = { 5, BREAKER_TRANSPORT, 2 * MINUTE, 15 * MINUTE },
	[EVENT_THROTTLED] = { 1, BREAKER_BUDGET, MINUTE, 10 * MINUTE },
	[EVENT_BUDGET] = { 1, BREAKER_BUDGET, DAY_END, HOUR },
	[EVENT_AUTH] = { 1, BREAKER_AUTH, 0, 0 },
	[EVENT_CONFIG] = { 1, BREAKER_BLOCKED, 5 * MINUTE, HOUR },
	/* calling on after the CDN said no makes it worse */
	[EVENT_BLOCKED] = { 1, BREAKER_BLOCKED, HOUR, 24 * HOUR },
};

static const char *const names[BREAKERS] = {
	[BREAKER_TRANSPORT] = "transport", [BREAKER_AUTH] = "auth",
	[BREAKER_BUDGET] = "budget", [BREAKER_BLOCKED] = "blocked",
};

static const char *const states[] = {
	[BREAKER_CLOSED] = "closed", [BREAKER_OPEN] = "open",
	[BREAKER_HALF_OPEN] = "half_open",
};

enum { STATES = sizeof(states) / sizeof(states[0]) };

/*
 * `auth` has no time: one call a run tells whether the token is right by now,
 * whoever mended it.
 */
static bool
is_over(const struct breaker *breaker, const struct breaker_moment *moment)
{
	return moment->now >= breaker->open_until ||
	    moment->now < breaker->opened;	/* the clock was set back */
}

bool
breakers_let(struct breaker set[BREAKERS],
    const struct breaker_moment *moment, enum breaker_name *which)
{
	for (int i = 0; i < BREAKERS; i++) {
		if (set[i].state != BREAKER_OPEN)
			continue;
		*which = (enum breaker_name)i;
		if (!is_over(&set[i], moment))
			return false;
		set[i].state = BREAKER_HALF_OPEN;
		set[i].changed = true;
	}
	return true;
}

/* Twice as long each time, up to a quarter more by chance. */
static int64_t
time_open(const struct rule *rule, int64_t opens,
    const struct breaker_moment *moment)
{
	const bool by_day = rule->first_ms == DAY_END;
	int64_t time = by_day ? rule->most_ms : rule->first_ms;

	for (int64_t n = 1; n < opens && time < rule->most_ms; n++)
		time *= 2;
	if (time > rule->most_ms)
		time = rule->most_ms;
	/* a day's budget comes back at midnight; whose, nobody says */
	if (by_day && opens == 1)
		time = DAY - moment->now % DAY;
	if (time < moment->wait_ms && moment->wait_ms <= HOUR)
		time = moment->wait_ms;
	const int64_t spread = time / 4 < JITTER_MAX ? time / 4 : JITTER_MAX;
	return time + (int64_t)moment->chance % (spread + 1);
}

static void
open_it(struct breaker *breaker, const struct rule *rule,
    enum job_event event, const struct breaker_moment *moment)
{
	breaker->state = BREAKER_OPEN;
	snprintf(breaker->reason, sizeof(breaker->reason), "%s",
	    job_event_name(event));
	breaker->opens++;
	breaker->opened = moment->now;
	breaker->open_until = rule->name == BREAKER_AUTH ? 0
	    : moment->now + time_open(rule, breaker->opens, moment);
}

static void
close_all(struct breaker set[BREAKERS])
{
	for (int i = 0; i < BREAKERS; i++)
		if (set[i].state != BREAKER_CLOSED || set[i].failures > 0)
			set[i] = (struct breaker){ .changed = true };
}

void
breakers_note(struct breaker set[BREAKERS], enum job_event event,
    const struct breaker_moment *moment)
{
	const struct rule *const rule = &rules[event];
	struct breaker *const breaker = &set[rule->name];

	if (rule->failures == 0) {
		close_all(set);
		return;
	}
	breaker->changed = true;
	breaker->failures++;
	/* the count outlives the time: half open, one more is enough */
	if (breaker->failures >= rule->failures)
		open_it(breaker, rule, event, moment);
}

bool
breakers_ask(const struct breaker set[BREAKERS])
{
	for (int i = 0; i < BREAKERS; i++)
		if (set[i].state == BREAKER_HALF_OPEN)
			return true;
	return false;
}

bool
breaker_bars(enum breaker_name name)
{
	return name == BREAKER_AUTH || name == BREAKER_BLOCKED;
}

const char *
breaker_cause(enum breaker_name name)
{
	static const char *const words[BREAKERS] = {
		[BREAKER_TRANSPORT] = "it cannot be reached",
		[BREAKER_AUTH] = "the token is refused",
		[BREAKER_BUDGET] = "the calls of the day are used up",
		[BREAKER_BLOCKED] = "this server is blocked",
	};

	return words[name];
}

const char *
breaker_name_text(enum breaker_name name)
{
	return names[name];
}

const char *
breaker_state_text(enum breaker_state state)
{
	return states[state];
}

bool
breaker_find(const char *name, enum breaker_name *out)
{
	for (int i = 0; i < BREAKERS; i++) {
		if (strcmp(names[i], name) != 0)
			continue;
		*out = (enum breaker_name)i;
		return true;
	}
	return false;
}

bool
breaker_state_find(const char *name, enum breaker_state *out)
{
	for (int i = 0; i < STATES; i++) {
		if (strcmp(states[i], name) != 0)
			continue;
		*out = (enum breaker_state)i;
		return true;
	}
	return false;
}
