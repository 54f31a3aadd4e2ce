/* Days and hours of zones, above all those on which clocks are set. */
#include "check.h"
#include "date.h"
#include "period.h"

static int64_t
day(const char *text)
{
	int64_t days = 0;

	CHECK(date_read_day(text, &days));
	return days;
}

static void
check_moment(int64_t ms, const char *want)
{
	char text[DATE_TEXT];

	date_print(ms, text);
	CHECK_TEXT(text, want);
}

static const struct {
	const char *zone, *day, *begin;	/* UTC */
	int hours;
	const char *last;		/* label of its last hour */
} cases[] = {
	{ "UTC", "2026-11-28", "2026-11-28T00:00:00.000Z", 24,
	    "2026-11-28T23:00" },
	{ "Europe/Berlin", "2026-11-28", "2026-11-27T23:00:00.000Z", 24,
	    "2026-11-28T23:00" },
	{ "Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z", 23,
	    "2026-03-29T23:00" },
	{ "Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000Z", 25,
	    "2026-10-25T23:00" },
	{ "America/New_York", "2026-03-08", "2026-03-08T05:00:00.000Z", 23,
	    "2026-03-08T23:00" },
	{ "Asia/Kolkata", "2026-11-28", "2026-11-27T18:30:00.000Z", 24,
	    "2026-11-28T23:00" },
	{ "Asia/Kathmandu", "2026-11-28", "2026-11-27T18:15:00.000Z", 24,
	    "2026-11-28T23:00" },
	/* clocks go from 0:00 to 1:00, and from 1:00 back to 0:00 */
	{ "America/Havana", "2026-03-08", "2026-03-08T05:00:00.000Z", 23,
	    "2026-03-08T23:00" },
	{ "America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z", 25,
	    "2026-11-01T23:00" },
	/* from 2:00 back to 1:30: the part from there is half an hour */
	{ "Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00.000Z",
	    25, "2026-04-05T23:00" },
	{ "Nowhere/Nothing", "2026-11-28", "2026-11-28T00:00:00.000Z", 24,
	    "2026-11-28T23:00" },
};

static void
test_hours(void)
{
	static struct period period;
	char label[PERIOD_LABEL];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_CASE(cases[i].zone);
		period_hours(cases[i].zone, day(cases[i].day), &period);
		check_moment(period_from(&period), cases[i].begin);
		CHECK_INT(period.count, cases[i].hours);
		period_label(&period, period.count - 1, label);
		CHECK_TEXT(label, cases[i].last);
		for (size_t p = 0; p < period.count; p++) {
			CHECK_INT(period_part(&period, period.starts[p]), p);
			CHECK_INT(period_part(&period,
			    period.starts[p + 1] - 1), p);
		}
	}
	CHECK_CASE(NULL);
}

static void
test_days(void)
{
	static struct period period, before;
	char label[PERIOD_LABEL];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const int64_t at = day(cases[i].day);

		CHECK_CASE(cases[i].zone);
		period_days(cases[i].zone, at - 20, at + 9, &period);
		CHECK_INT(period.count, 30);
		check_moment(period.starts[20], cases[i].begin);
		CHECK_INT(period_part(&period, period.starts[20]), 20);
		CHECK_INT(period_part(&period, period.starts[20] - 1), 19);
		CHECK_INT(period_part(&period, period_to(&period) - 1), 29);
		period_label(&period, 20, label);
		CHECK_TEXT(label, cases[i].day);
		period_before(&period, &before);
		CHECK_INT(before.count, 30);
		CHECK_INT(period_to(&before), period_from(&period));
	}
	CHECK_CASE(NULL);
}

static void
test_longest(void)
{
	static struct period period, before;
	const int64_t last = day("2026-11-28");

	period_days("Europe/Berlin", last - REPORT_DAYS + 1, last, &period);
	CHECK_INT(period.count, REPORT_DAYS);
	for (size_t i = 0; i < period.count; i++) {
		const int64_t hours = (period.starts[i + 1] -
		    period.starts[i]) / 3600000;
		CHECK(hours >= 23 && hours <= 25);
	}
	period_hours("Europe/Berlin", last, &period);
	period_before(&period, &before);
	CHECK(before.hours);
	CHECK_INT(period_to(&before), period_from(&period));
}

int
main(void)
{
	test_hours();
	test_days();
	test_longest();
	return check_failed();
}
