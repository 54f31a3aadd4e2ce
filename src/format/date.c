#include "date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "str.h"

enum { DAY_MS = 24 * 60 * 60 * 1000, DAY_TEXT = 10 };

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

static bool
is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* A day of the calendar as it is since 1582, carried on before that. */
static bool
find_day(int64_t year, int64_t month, int64_t day, int64_t *out)
{
	static const int before[] = { 0, 31, 59, 90, 120, 151, 181, 212, 243,
		273, 304, 334, 365 };
	const int64_t last = year - 1;

	if (year < 1 || year > 9999 || month < 1 || month > 12)
		return false;
	const bool grown = month == 2 && is_leap(year);
	if (day < 1 || day > before[month] - before[month - 1] + grown)
		return false;
	/* 719162 days lie before 1970 */
	*out = last * 365 + last / 4 - last / 100 + last / 400 +
	    before[month - 1] + (month > 2 && is_leap(year)) + day - 1 -
	    719162;
	return true;
}

/* `size` digits and nothing else. */
static bool
read_digits(const char *text, int size, int64_t *out)
{
	*out = 0;
	for (int i = 0; i < size; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*out = *out * 10 + (text[i] - '0');
	}
	return true;
}

bool
date_read_day(const char *text, int64_t *days)
{
	int64_t year, month, day;

	text += strspn(text, " \t");
	const size_t size = strcspn(text, " \t");
	if (size != DAY_TEXT || text[size + strspn(text + size, " \t")])
		return false;
	if (text[4] == '-')
		return text[7] == '-' && read_digits(text, 4, &year) &&
		    read_digits(text + 5, 2, &month) &&
		    read_digits(text + 8, 2, &day) &&
		    find_day(year, month, day, days);
	return (text[2] == '/' || text[2] == '-') && text[5] == text[2] &&
	    read_digits(text, 2, &month) && read_digits(text + 3, 2, &day) &&
	    read_digits(text + 6, 4, &year) &&
	    find_day(year, month, day, days);
}

void
date_print_day(int64_t days, char out[DATE_TEXT])
{
	const struct tm tm = split(days * DAY_MS);

	if (strftime(out, DATE_TEXT, "%Y-%m-%d", &tm) == 0)
		out[0] = '\0';
}

int64_t
date_year_later(int64_t days)
{
	const struct tm tm = split(days * DAY_MS);
	const bool is_last = tm.tm_mon == 1 && tm.tm_mday == 29;
	int64_t later = days;

	(void)find_day(tm.tm_year + 1901, tm.tm_mon + 1,
	    is_last ? 28 : tm.tm_mday, &later);
	return later;
}

/*
 * IMF-fixdate = day-name "," SP day SP month SP year SP
 *     hour ":" minute ":" second SP "GMT"                 (RFC 9110 5.6.7)
 */
bool
date_read_http(const char *text, int64_t *ms)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char name[4] = "";
	int64_t days, day, year, hour, minute, second;

	if (strlen(text) != 29 || text[3] != ',' || text[19] != ':' ||
	    text[22] != ':' || !str_ends(text, " GMT"))
		return false;
	memcpy(name, text + 8, 3);
	const char *const month = strstr(months, name);
	if (month == NULL || (month - months) % 3 != 0 ||
	    !read_digits(text + 5, 2, &day) ||
	    !read_digits(text + 12, 4, &year) ||
	    !read_digits(text + 17, 2, &hour) ||
	    !read_digits(text + 20, 2, &minute) ||
	    !read_digits(text + 23, 2, &second) || hour > 23 ||
	    minute > 59 || second > 60 ||
	    !find_day(year, (month - months) / 3 + 1, day, &days))
		return false;
	*ms = days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
	return true;
}
