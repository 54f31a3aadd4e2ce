#include "bounds.h"
#include "check.h"
#include "handover.h"
#include "hash.h"

#define NOW INT64_C(1800000000000)

static const unsigned char secret[HASH_SIZE] = { 7 }, other[HASH_SIZE] = { 8 };
static const struct handover bound = { secret, 3, "Mozilla/5.0" };
static const struct id visitor = { { 1, 2, 3, [15] = 0xff } };

/* The address, read by whom and when; whether it hands over. */
static void
check_read(const char *name, const struct handover *by, const char *format,
    const char *parameter, int64_t at, bool want)
{
	char url[512];
	struct id found = { { 0 } };

	CHECK_CASE(name);
	snprintf(url, sizeof(url), "https://b.example/%.*s%s%s",
	    (int)strcspn(format, "|"), format, parameter,
	    strchr(format, '|') + 1);
	CHECK_INT(handover_read(by, url, at, &found), want);
	CHECK_INT(memcmp(&found, &visitor, sizeof(found)) == 0, want);
}

static void
check_bounds(const char *text)
{
	const struct handover project = { secret, 4, "Mozilla/5.0" };
	const struct handover browser = { secret, 3, "Mozilla/5.1" };
	const struct handover install = { other, 3, "Mozilla/5.0" };

	check_read("at once", &bound, "?|", text, NOW, true);
	check_read("among others", &bound, "?a=1&|&b=2#c", text, NOW, true);
	check_read("just in time", &bound, "?|", text,
	    NOW + HANDOVER_S * 1000, true);
	check_read("late", &bound, "?|", text, NOW + HANDOVER_S * 1000 + 1,
	    false);
	check_read("before it was made", &bound, "?|", text, NOW - 1, false);
	check_read("another project", &project, "?|", text, NOW, false);
	check_read("another browser", &browser, "?|", text, NOW, false);
	check_read("another installation", &install, "?|", text, NOW, false);
	check_read("in a path", &bound, "a/|", text, NOW, false);
	check_read("part of a name", &bound, "?a|", text, NOW, false);
	check_read("more of it", &bound, "?|0", text, NOW, false);
	check_read("nothing", &bound, "?|", "", NOW, false);
}

/* Every digit counts. */
static void
check_digits(char *text)
{
	struct id found;

	CHECK_CASE("a digit changed");
	for (size_t i = sizeof("lp_x=") - 1; text[i] != '\0'; i++) {
		char url[256], digit = text[i];

		text[i] = digit == '0' ? '1' : '0';
		snprintf(url, sizeof(url), "https://b.example/?%s", text);
		CHECK(!handover_read(&bound, url, NOW, &found));
		text[i] = digit;
	}
}

int
main(void)
{
	char text[HANDOVER_TEXT];

	CHECK(hash_open());
	handover_print(&bound, &visitor, NOW, text);
	CHECK_INT(strlen(text), sizeof("lp_x=") - 1 + 12 + 32 + 32);
	check_bounds(text);
	check_digits(text);
	return check_failed();
}
