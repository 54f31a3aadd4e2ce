/* What the clocks of a zone show, above all where they jump. */
#include "check.h"
#include "date.h"
#include "local_time.h"

static const struct {
	const char *zone;
	int64_t seconds;	/* UTC */
	const char *day, *clock, *words;
} cases[] = {
	{ "UTC", 1769524200, "2026-01-27", "14:30:00",
	    "January 27, 2026 at 2:30 PM" },
	{ "Europe/Berlin", 1769524200, "2026-01-27", "15:30:00",
	    "January 27, 2026 at 3:30 PM" },
	{ "America/New_York", 1769524200, "2026-01-27", "09:30:00",
	    "January 27, 2026 at 9:30 AM" },
	{ "Asia/Kolkata", 1769524200, "2026-01-27", "20:00:00",
	    "January 27, 2026 at 8:00 PM" },
	{ "Asia/Kathmandu", 1769524200, "2026-01-27", "20:15:00",
	    "January 27, 2026 at 8:15 PM" },
	{ "Pacific/Auckland", 1769524200, "2026-01-28", "03:30:00",
	    "January 28, 2026 at 3:30 AM" },
	{ "UTC", 0, "1970-01-01", "00:00:00",
	    "January 1, 1970 at 12:00 AM" },
	{ "UTC", -1, "1969-12-31", "23:59:59",
	    "December 31, 1969 at 11:59 PM" },
	{ "UTC", 1772280000, "2026-02-28", "12:00:00",
	    "February 28, 2026 at 12:00 PM" },
	/* the hour that is missing in Berlin, 29 March 2026 */
	{ "Europe/Berlin", 1774745999, "2026-03-29", "01:59:59",
	    "March 29, 2026 at 1:59 AM" },
	{ "Europe/Berlin", 1774746000, "2026-03-29", "03:00:00",
	    "March 29, 2026 at 3:00 AM" },
	/* and the one that comes twice, 25 October */
	{ "Europe/Berlin", 1792887300, "2026-10-25", "02:15:00",
	    "October 25, 2026 at 2:15 AM" },
	{ "Europe/Berlin", 1792890900, "2026-10-25", "02:15:00",
	    "October 25, 2026 at 2:15 AM" },
	{ "America/New_York", 1772953199, "2026-03-08", "01:59:59",
	    "March 8, 2026 at 1:59 AM" },
	{ "America/New_York", 1772953200, "2026-03-08", "03:00:00",
	    "March 8, 2026 at 3:00 AM" },
	{ "Australia/Lord_Howe", 1775314799, "2026-04-05", "01:59:59",
	    "April 5, 2026 at 1:59 AM" },
	{ "Australia/Lord_Howe", 1775314800, "2026-04-05", "01:30:00",
	    "April 5, 2026 at 1:30 AM" },
	{ "Nowhere/Nothing", 1769524200, "2026-01-27", "14:30:00",
	    "January 27, 2026 at 2:30 PM" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const int64_t ms = cases[i].seconds * 1000 + 7;
		char text[LOCAL_TIME_TEXT], utc[DATE_TEXT];

		CHECK_CASE(cases[i].words);
		local_time_day(cases[i].zone, ms, text);
		CHECK_TEXT(text, cases[i].day);
		date_print(local_time_date(cases[i].zone, ms) * 86400000, utc);
		utc[strlen(cases[i].day)] = '\0';
		CHECK_TEXT(utc, cases[i].day);
		local_time_clock(cases[i].zone, ms, text);
		CHECK_TEXT(text, cases[i].clock);
		local_time_words(cases[i].zone, ms, text);
		CHECK_TEXT(text, cases[i].words);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *zone, *text;
	int64_t seconds;	/* -1 = no day */
} days[] = {
	{ "UTC", "2026-01-27", 1769472000 },
	{ "Europe/Berlin", "2026-01-27", 1769468400 },
	{ "America/New_York", "2026-01-27", 1769490000 },
	{ "Europe/Berlin", "2026-03-29", 1774738800 },
	{ "Europe/Berlin", "2026-03-30", 1774821600 },
	/* no midnight there: 1:00 comes after 23:59:59 */
	{ "America/Havana", "2026-03-08", 1772946000 },
	{ "UTC", "2024-02-29", 1709164800 },
	{ "UTC", "2026-02-29", -1 },
	{ "UTC", "2026-13-01", -1 },
	{ "UTC", "2026-00-01", -1 },
	{ "UTC", "2026-01-32", -1 },
	{ "UTC", "2026-1-27", -1 },
	{ "UTC", "2026-01-27T", -1 },
	{ "UTC", "27.01.2026", -1 },
	{ "UTC", "all", -1 },
	{ "UTC", "", -1 },
};

static void
test_days(void)
{
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		int64_t ms = -1;
		CHECK_CASE(days[i].text);
		if (!local_time_read_day(days[i].zone, days[i].text, &ms))
			ms = -1000;
		CHECK_INT(ms, days[i].seconds * 1000);
	}
	CHECK_CASE(NULL);
}

int
main(void)
{
	test_cases();
	test_days();
	return check_failed();
}
