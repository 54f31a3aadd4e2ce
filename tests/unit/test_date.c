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

/* What people write, and the day it is; NULL = none. */
static const struct {
	const char *text, *want, *later;
} days[] = {
	{ "2027-05-01", "2027-05-01", "2028-05-01" },
	{ "05/01/2027", "2027-05-01", "2028-05-01" },
	{ "05-01-2027", "2027-05-01", "2028-05-01" },
	{ " 2027-05-01\t", "2027-05-01", "2028-05-01" },
	{ "1970-01-01", "1970-01-01", "1971-01-01" },
	{ "1969-12-31", "1969-12-31", "1970-12-31" },
	{ "1582-10-15", "1582-10-15", "1583-10-15" },
	{ "2028-02-29", "2028-02-29", "2029-02-28" },
	{ "2000-02-29", "2000-02-29", "2001-02-28" },
	{ "2027-02-28", "2027-02-28", "2028-02-28" },
	{ "2028-03-01", "2028-03-01", "2029-03-01" },
	{ "12/31/2027", "2027-12-31", "2028-12-31" },
	{ .text = "2027-02-29" },
	{ .text = "2100-02-29" },
	{ .text = "1900-02-29" },
	{ .text = "31/12/2027" },	/* once 2029-07-12: original 6 */
	{ .text = "13-01-2027" },
	{ .text = "2027-00-10" },
	{ .text = "2027-10-00" },
	{ .text = "2027-04-31" },
	{ .text = "2027-11-32" },
	{ .text = "0000-01-01" },
	{ .text = "2027/05/01" },
	{ .text = "05/01-2027" },
	{ .text = "5/1/2027" },
	{ .text = "05/01/27" },
	{ .text = "2027-05-01T10:00" },
	{ .text = "2027-05-01 10:00" },
	{ .text = "2027-0a-01" },
	{ .text = "next summer" },
	{ .text = "" },
	{ .text = " " },
};

static void test_days(void)
{
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		char text[DATE_TEXT];
		int64_t day = 0;

		CHECK_CASE(days[i].text);
		CHECK_INT(date_read_day(days[i].text, &day),
		    days[i].want != NULL);
		if (days[i].want == NULL)
			continue;
		date_print_day(day, text);
		CHECK_TEXT(text, days[i].want);
		date_print_day(date_year_later(day), text);
		CHECK_TEXT(text, days[i].later);
	}
	CHECK_CASE(NULL);
}

/* RFC 9110 5.6.7: the obsolete forms are no answer of today's servers. */
static const struct {
	const char *text;
	int64_t want;		/* -1 = none */
} stamps[] = {
	{ "Sun, 06 Nov 1994 08:49:37 GMT", 784111777000 },
	{ "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
	{ "Tue, 29 Feb 2028 23:59:60 GMT", 1835481600000 },
	{ "Sunday, 06-Nov-94 08:49:37 GMT", -1 },
	{ "Sun Nov  6 08:49:37 1994", -1 },
	{ "Sun, 06 anF 1994 08:49:37 GMT", -1 },
	{ "Sun, 31 Feb 1994 08:49:37 GMT", -1 },
	{ "Sun, 06 Nov 1994 24:49:37 GMT", -1 },
	{ "Sun, 06 Nov 1994 08:60:37 GMT", -1 },
	{ "Sun, 06 Nov 1994 08:49:37 CET", -1 },
	{ "Sun, 06 Nov 1994 08:49:xx GMT", -1 },
	{ "120", -1 },
	{ "", -1 },
};

static void test_stamps(void)
{
	for (size_t i = 0; i < sizeof(stamps) / sizeof(stamps[0]); i++) {
		int64_t ms = -1;

		CHECK_CASE(stamps[i].text);
		CHECK_INT(date_read_http(stamps[i].text, &ms),
		    stamps[i].want >= 0);
		if (stamps[i].want >= 0)
			CHECK_INT(ms, stamps[i].want);
	}
	CHECK_CASE(NULL);
}

int main(void)
{
	test_days();
	test_stamps();
	test_dates();
	test_extremes();
	return check_failed();
}
