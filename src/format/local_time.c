#include "local_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
local_time_split(const char *zone, int64_t ms, struct tm *out)
{
	const char *const set = getenv("TZ");
	/* rounded down, before 1970 too */
	const time_t seconds = (time_t)(ms / 1000 - (ms % 1000 < 0));

	if (set == NULL || strcmp(set, zone) != 0) {
		setenv("TZ", zone, 1);
		tzset();
	}
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
