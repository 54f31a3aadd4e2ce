#include "period.h"

#include <assert.h>
#include <stdio.h>
#include <time.h>

#include "date.h"
#include "local_time.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

/*
 * When a day begins there.  Where clocks are set back at midnight it comes
 * twice: the day begins with the first.
 */
static int64_t
begin_of_day(const char *zone, int64_t day)
{
	char text[DATE_TEXT];
	int64_t begin = 0;

	date_print_day(day, text);
	(void)local_time_read_day(zone, text, &begin);
	while (local_time_date(zone, begin - 1) == day)
		begin -= HOUR_MS / 2;
	return begin;
}

void
period_days(const char *zone, int64_t first, int64_t last,
    struct period *out)
{
	assert(first <= last && last - first < REPORT_DAYS);
	*out = (struct period){ .zone = zone, .first = first, .last = last,
		.count = (size_t)(last - first) + 1 };
	for (size_t i = 0; i <= out->count; i++)
		out->starts[i] = begin_of_day(zone, first + (int64_t)i);
}

/* The next moment at which the clocks there show a full hour. */
static int64_t
next_hour(const char *zone, int64_t ms)
{
	struct tm tm;

	local_time_split(zone, ms, &tm);
	return ms + HOUR_MS - tm.tm_min * MINUTE_MS - tm.tm_sec * 1000;
}

void
period_hours(const char *zone, int64_t day, struct period *out)
{
	const int64_t end = begin_of_day(zone, day + 1);
	int64_t at = begin_of_day(zone, day);

	*out = (struct period){ .zone = zone, .first = day, .last = day,
		.hours = true };
	for (; at < end && out->count < PERIOD_PARTS; out->count++) {
		out->starts[out->count] = at;
		at = next_hour(zone, at);
	}
	out->starts[out->count] = end;
}

void
period_before(const struct period *period, struct period *out)
{
	const int64_t days = period->last - period->first + 1;

	if (period->hours)
		period_hours(period->zone, period->first - 1, out);
	else
		period_days(period->zone, period->first - days,
		    period->last - days, out);
}

int64_t
period_from(const struct period *period)
{
	return period->starts[0];
}

int64_t
period_to(const struct period *period)
{
	return period->starts[period->count];
}

size_t
period_part(const struct period *period, int64_t ms)
{
	size_t low = 0, high = period->count;

	assert(ms >= period_from(period) && ms < period_to(period));
	while (high - low > 1) {
		const size_t middle = (low + high) / 2;

		if (period->starts[middle] <= ms)
			low = middle;
		else
			high = middle;
	}
	return low;
}

void
period_label(const struct period *period, size_t part,
    char out[PERIOD_LABEL])
{
	struct tm tm;

	if (!period->hours) {
		char day[DATE_TEXT];

		date_print_day(period->first + (int64_t)part, day);
		snprintf(out, PERIOD_LABEL, "%.10s", day);
		return;
	}
	local_time_split(period->zone, period->starts[part], &tm);
	if (strftime(out, PERIOD_LABEL, "%Y-%m-%dT%H:%M", &tm) == 0)
		out[0] = '\0';
}
