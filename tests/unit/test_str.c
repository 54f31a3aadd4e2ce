#include "check.h"
#include "str.h"

static void test_full(void)
{
	char memory[8];
	struct str str;

	str_init(&str, memory, sizeof(memory));
	CHECK_TEXT(str.data, "");
	str_add(&str, "1234");
	str_add(&str, "");
	str_add_char(&str, '5');
	CHECK(!str.failed);
	str_add(&str, "678");		/* one byte too many: left out whole */
	CHECK(str.failed);
	CHECK_TEXT(str.data, "12345");
	str_add_char(&str, 'x');	/* would fit, but a piece is missing */
	str_add_int(&str, 1);
	str_add_hex(&str, "a", 1);
	str_addf(&str, "%d", 1);
	CHECK_TEXT(str.data, "12345");
	CHECK_INT(str.size, 5);
}

/* Each fills or overfills a buffer of 8 bytes by itself */
static void test_edges(void)
{
	char memory[8];
	struct str str;

	str_init(&str, memory, 1);
	str_add(&str, "");
	CHECK(!str.failed);
	str_add_char(&str, 'x');
	CHECK(str.failed);
	str_init(&str, memory, sizeof(memory));
	str_add_hex(&str, "\x00\xAB\xff", 3);
	CHECK_TEXT(str.data, "00abff");
	str_add_hex(&str, memory, SIZE_MAX / 2 + 1);
	CHECK(str.failed);
	str_init(&str, memory, sizeof(memory));
	str_addf(&str, "%s-%d", "abcd", 12);
	CHECK_TEXT(str.data, "abcd-12");
	CHECK(!str.failed);
	str_init(&str, memory, sizeof(memory));
	str_addf(&str, "%s-%d", "abcd", 123);
	CHECK_TEXT(str.data, "");
	CHECK(str.failed);
	str_init(&str, memory, sizeof(memory));
	str_add_bytes(&str, "abcdefg", SIZE_MAX);
	CHECK(str.failed);
}

static const struct {
	int64_t value;
	const char *want;
} ints[] = {
	{ 0, "0" }, { 7, "7" }, { -1, "-1" },
	{ 1234567890123, "1234567890123" },
	{ INT64_MAX, "9223372036854775807" },
	{ INT64_MIN, "-9223372036854775808" },
};

static const struct {
	const char *text;
	int64_t min, max;
	bool good;
	int64_t want;
} parses[] = {
	{ "0", 0, 10, true, 0 },
	{ "10", 0, 10, true, 10 },
	{ "007", 0, 10, true, 7 },
	{ "-3", -3, 10, true, -3 },
	{ "9223372036854775807", 0, INT64_MAX, true, INT64_MAX },
	{ "-9223372036854775808", INT64_MIN, 0, true, INT64_MIN },
	{ "11", 0, 10, false, 0 },
	{ "-4", -3, 10, false, 0 },
	{ "9223372036854775808", 0, INT64_MAX, false, 0 },
	{ "-9223372036854775809", INT64_MIN, 0, false, 0 },
	{ "", 0, 10, false, 0 },
	{ "-", -10, 10, false, 0 },
	{ "+1", 0, 10, false, 0 },
	{ " 1", 0, 10, false, 0 },
	{ "1 ", 0, 10, false, 0 },
	{ "1x", 0, 10, false, 0 },
	{ "1.0", 0, 10, false, 0 },
	{ "0x1", 0, 10, false, 0 },
	{ "--1", -10, 10, false, 0 },
	{ "- 1", -10, 10, false, 0 },
	{ "1 OR 1=1", 0, 10, false, 0 },
};

static void test_ints(void)
{
	char memory[32];
	struct str str;

	for (size_t i = 0; i < sizeof(ints) / sizeof(ints[0]); i++) {
		str_init(&str, memory, sizeof(memory));
		str_add_int(&str, ints[i].value);
		CHECK_TEXT(str.data, ints[i].want);
	}
	for (size_t i = 0; i < sizeof(parses) / sizeof(parses[0]); i++) {
		int64_t got = 0;

		CHECK_CASE(parses[i].text);
		CHECK_INT(str_int(parses[i].text, parses[i].min,
		    parses[i].max, &got), parses[i].good);
		CHECK_INT(got, parses[i].want);
	}
}

static const struct {
	const char *a, *b;
	bool same, starts, ends;	/* a is, begins with, ends with b */
} pairs[] = {
	{ "", "", true, true, true },
	{ "abc", "abc", true, true, true },
	{ "aBc", "AbC", true, false, false },
	{ "AZ", "az", true, false, false },
	{ "abc", "ab", false, true, false },
	{ "abc", "bc", false, false, true },
	{ "abc", "", false, true, true },
	{ "", "abc", false, false, false },
	{ "ab", "abc", false, false, false },
	{ "@[", "`{", false, false, false },	/* 0x20 apart, no letters */
	{ "\xC3\x84", "\xC3\xA4", false, false, false },
};

static void test_pairs(void)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		CHECK_CASE(pairs[i].a);
		CHECK_INT(str_same(pairs[i].a, pairs[i].b), pairs[i].same);
		CHECK_INT(str_starts(pairs[i].a, pairs[i].b), pairs[i].starts);
		CHECK_INT(str_ends(pairs[i].a, pairs[i].b), pairs[i].ends);
	}
}

int main(void)
{
	test_full();
	test_edges();
	test_ints();
	test_pairs();
	return check_failed();
}
