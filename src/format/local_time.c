#include "local_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"

static void
set_zone(const char *zone)
{
	const char *const set = getenv("TZ");

	if (set == NULL || strcmp(set, zone) != 0) {
		setenv("TZ", zone, 1);
		tzset();
	}
}

void
local_time_split(const char *zone, int64_t ms, struct tm *out)
{
	/* rounded down, before 1970 too */
	const time_t seconds = (time_t)(ms / 1000 - (ms % 1000 < 0));

	set_zone(zone);
	*out = (struct tm){ .tm_mday = 1, .tm_year = 70 };
	(void)localtime_r(&seconds, out);
}

void
local_time_day(const char *zone, int64_t ms, char out[LOCAL_TIME_TEXT])
{
	struct tm tm;

	local_time_split(zone, ms, &tm);
	if (strftime(out, LOCAL_TIME_TEXT, "%Y-%m-%d", &tm) == 0)
		out[0] = '\0';
}

void
local_time_clock(const char *zone, int64_t ms, char out[LOCAL_TIME_TEXT])
{
	struct tm tm;

	local_time_split(zone, ms, &tm);
	if (strftime(out, LOCAL_TIME_TEXT, "%H:%M:%S", &tm) == 0)
		out[0] = '\0';
}

void
local_time_words(const char *zone, int64_t ms, char out[LOCAL_TIME_TEXT])
{
	/* not strftime's: these words are English whatever the locale */
	static const char *const months[] = { "January", "February",
		"March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December" };
	struct tm tm;

	local_time_split(zone, ms, &tm);
	snprintf(out, LOCAL_TIME_TEXT, "%s %d, %d at %d:%02d %s",
	    months[tm.tm_mon], tm.tm_mday, tm.tm_year + 1900,
	    tm.tm_hour % 12 == 0 ? 12 : tm.tm_hour % 12, tm.tm_min,
	    tm.tm_hour < 12 ? "AM" : "PM");
}

int64_t
local_time_date(const char *zone, int64_t ms)
{
	struct tm tm;

	local_time_split(zone, ms, &tm);
	return date_day(ms + (int64_t)tm.tm_gmtoff * 1000);
}

static int
number(const char *digits, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++)
		value = 10 * value + digits[i] - '0';
	return value;
}

/* full-date = 4DIGIT "-" 2DIGIT "-" 2DIGIT                 (RFC 3339 5.6) */
static bool
read_date(const char *text, struct tm *out)
{
	static const char shape[] = "dddd-dd-dd";

	for (size_t i = 0; i < sizeof(shape); i++)
		if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9'
		    : text[i] != shape[i])
			return false;
	*out = (struct tm){ .tm_isdst = -1,
		.tm_year = number(text, 4) - 1900,
		.tm_mon = number(text + 5, 2) - 1,
		.tm_mday = number(text + 8, 2) };
	return true;
}

bool
local_time_read_day(const char *zone, const char *text, int64_t *ms)
{
	struct tm day, got;

	if (!read_date(text, &day))
		return false;
	set_zone(zone);
	got = day;
	*ms = (int64_t)mktime(&got) * 1000;
	/* the 31st of June has become another day */
	return got.tm_mday == day.tm_mday && got.tm_mon == day.tm_mon &&
	    got.tm_year == day.tm_year;
}
