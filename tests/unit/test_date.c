#include "check.h"
#include "date.h"

static const struct {
	int64_t ms;
	const char *full, *brief;
	int64_t day;
} dates[] = {
	{ 0, "1970-01-01T00:00:00.000Z", "1970-01-01 00:00", 0 },
	{ 999, "1970-01-01T00:00:00.999Z", "1970-01-01 00:00", 0 },
	{ 1795363200123, "2026-11-22T16:00:00.123Z", "2026-11-22 16:00",
	    20779 },
	{ 86399999, "1970-01-01T23:59:59.999Z", "1970-01-01 23:59", 0 },
	{ 86400000, "1970-01-02T00:00:00.000Z", "1970-01-02 00:00", 1 },
	{ -1, "1969-12-31T23:59:59.999Z", "1969-12-31 23:59", -1 },
	{ -86400000, "1969-12-31T00:00:00.000Z", "1969-12-31 00:00", -1 },
	{ -86400001, "1969-12-30T23:59:59.999Z", "1969-12-30 23:59", -2 },
	{ 951782400000, "2000-02-29T00:00:00.000Z", "2000-02-29 00:00",
	    11016 },
	{ 1709251199000, "2024-02-29T23:59:59.000Z", "2024-02-29 23:59",
	    19782 },
	{ 2147483648000, "2038-01-19T03:14:08.000Z", "2038-01-19 03:14",
	    24855 },
	{ 4294967296000, "2106-02-07T06:28:16.000Z", "2106-02-07 06:28",
	    49710 },
	{ 253402300799999, "9999-12-31T23:59:59.999Z", "9999-12-31 23:59",
	    2932896 },
};

static void test_dates(void)
{
	char text[DATE_TEXT];

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		CHECK_CASE(dates[i].full);
		date_print(dates[i].ms, text);
		CHECK_TEXT(text, dates[i].full);
		date_short(dates[i].ms, text);
		CHECK_TEXT(text, dates[i].brief);
		CHECK_INT(date_day(dates[i].ms), dates[i].day);
	}
	CHECK_CASE(NULL);
}

/* Nonsense must stay inside the buffer */
static void test_extremes(void)
{
	static const int64_t extremes[] = { INT64_MIN, INT64_MAX };

	for (size_t i = 0; i < 2; i++) {
		char text[DATE_TEXT];

		date_print(extremes[i], text);
		CHECK(memchr(text, '\0', sizeof(text)));
		date_short(extremes[i], text);
		CHECK(memchr(text, '\0', sizeof(text)));
	}
}

int main(void)
{
	test_dates();
	test_extremes();
	return check_failed();
}
