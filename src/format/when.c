#include "when.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "local_time.h"

/* What is left to say of a moment. */
enum shape { SHAPE_FULL, SHAPE_SECOND, SHAPE_CLOCK, SHAPE_DAY,
	SHAPE_DAY_CLOCK, SHAPE_DAY_YEAR };

static enum shape
choose(enum when_form form, const struct tm *then, const struct tm *now)
{
	const bool same_year = then->tm_year == now->tm_year;
	const bool today = same_year && then->tm_yday == now->tm_yday;

	if (form == WHEN_FULL)
		return SHAPE_FULL;
	if (form == WHEN_SECOND)
		return SHAPE_SECOND;
	if (form != WHEN_LIST && today)
		return form == WHEN_CALL ? SHAPE_SECOND : SHAPE_CLOCK;
	if (form == WHEN_BRIEF)
		return SHAPE_DAY;
	return same_year ? SHAPE_DAY_CLOCK : SHAPE_DAY_YEAR;
}

static size_t
print(enum shape shape, const struct tm *tm, char out[WHEN_TEXT])
{
	switch (shape) {
	case SHAPE_SECOND:
		return strftime(out, WHEN_TEXT, "%H:%M:%S", tm);
	case SHAPE_CLOCK:
		return strftime(out, WHEN_TEXT, "%H:%M", tm);
	case SHAPE_DAY:
		return strftime(out, WHEN_TEXT, "%e %b", tm);
	case SHAPE_DAY_CLOCK:
		return strftime(out, WHEN_TEXT, "%e %b %H:%M", tm);
	case SHAPE_DAY_YEAR:
		return strftime(out, WHEN_TEXT, "%e %b %Y", tm);
	default:
		return strftime(out, WHEN_TEXT, "%e %b %Y %H:%M:%S", tm);
	}
}

const char *
when_print(const struct when *when, int64_t ms, enum when_form form,
    char out[WHEN_TEXT])
{
	struct tm then, now;

	snprintf(out, WHEN_TEXT, "-");
	if (ms == 0)
		return out;
	local_time_split(when->zone, when->now, &now);
	local_time_split(when->zone, ms, &then);
	if (print(choose(form, &then, &now), &then, out) == 0)
		snprintf(out, WHEN_TEXT, "-");
	/* a day of one digit: its blank is for columns only */
	if (out[0] == ' ' && form != WHEN_LIST && form != WHEN_CALL)
		memmove(out, out + 1, strlen(out));
	return out;
}

const char *
when_distance(const struct when *when, int64_t ms, char out[WHEN_TEXT])
{
	static const struct {
		int64_t seconds;
		const char *name;
	} units[] = {
		{ 86400, "day" }, { 3600, "hour" }, { 60, "minute" },
		{ 1, "second" },
	};
	const int64_t apart = (when->now - ms) / 1000;
	const int64_t seconds = apart < 0 ? -apart : apart;
	size_t i = 0;

	while (i + 1 < sizeof(units) / sizeof(units[0]) &&
	    seconds < units[i].seconds)
		i++;
	const int64_t count = seconds / units[i].seconds;
	snprintf(out, WHEN_TEXT, "%s%lld %s%s%s", apart < 0 ? "in " : "",
	    (long long)count, units[i].name, count == 1 ? "" : "s",
	    apart < 0 ? "" : " ago");
	return out;
}
