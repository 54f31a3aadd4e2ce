#include "date.h"

#include <stdio.h>
#include <time.h>

enum { DAY_MS = 24 * 60 * 60 * 1000 };

/* Division that rounds down, so that times before 1970 stay in order */
static int64_t
floor_div(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

static struct tm
split(int64_t ms)
{
	const time_t seconds = (time_t)floor_div(ms, 1000);
	struct tm tm = { .tm_mday = 1, .tm_year = 70 };

	gmtime_r(&seconds, &tm);
	return tm;
}

/*
 * date-time = full-date "T" full-time
 * time-secfrac = "." 1*DIGIT, time-offset = "Z"            (RFC 3339 5.6)
 */
void
date_print(int64_t ms, char out[DATE_TEXT])
{
	const struct tm tm = split(ms);
	const int rest = (int)(ms % 1000);
	const int fraction = rest < 0 ? rest + 1000 : rest;
	char second[DATE_TEXT - 8];

	if (strftime(second, sizeof(second), "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		second[0] = '\0';
	snprintf(out, DATE_TEXT, "%s.%03dZ", second, fraction);
}

void
date_short(int64_t ms, char out[DATE_TEXT])
{
	const struct tm tm = split(ms);

	if (strftime(out, DATE_TEXT, "%Y-%m-%d %H:%M", &tm) == 0)
		out[0] = '\0';
}

int64_t
date_day(int64_t ms)
{
	return floor_div(ms, DAY_MS);
}
