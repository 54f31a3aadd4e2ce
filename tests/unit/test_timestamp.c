/* Times as the API writes them, and what is none. */
#include "check.h"
#include "timestamp.h"

static const struct {
	const char *text;
	int64_t ms;		/* -1 = refused */
} times[] = {
	{ "1970-01-01T00:00:00Z", 0 },
	{ "2026-11-22T16:00:01Z", INT64_C(1795363201000) },
	{ "2026-11-22 16:00:01", INT64_C(1795363201000) },
	{ "2024-02-29T23:59:59Z", INT64_C(1709251199000) },
	{ "2023-02-29T00:00:00Z", -1 },
	{ "2026-06-31T00:00:00Z", -1 },
	{ "2026-11-22T16:00:01.5Z", -1 },
	{ "2026-11-22T16:00:01+01:00", -1 },
	{ "2026-11-22", -1 },
	{ "", -1 },
	{ "yesterday", -1 },
};

int
main(void)
{
	char text[TIMESTAMP_TEXT];
	int64_t ms;

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		CHECK_CASE(times[i].text);
		CHECK_INT(timestamp_parse(times[i].text, &ms) ? ms : -1,
		    times[i].ms);
	}
	CHECK_CASE(NULL);
	timestamp_print(INT64_C(1795363201999), text);
	CHECK_TEXT(text, "2026-11-22T16:00:01Z");
	timestamp_print(-1, text);
	CHECK_TEXT(text, "1970-01-01T00:00:00Z");
	timestamp_print(INT64_MAX, text);
	CHECK_TEXT(text, "1970-01-01T00:00:00Z");
	return check_failed();
}
