#include "arena.h"
#include "check.h"
#include "utf8.h"

static const struct {
	const char *text;
	bool good;
} texts[] = {
	{ "", true },
	{ "plain text that is longer than one look of eight bytes", true },
	{ "\xC2\x80", true },			/* U+0080, the first of two */
	{ "\xDF\xBF", true },			/* U+07FF */
	{ "\xE0\xA0\x80", true },		/* U+0800 */
	{ "\xED\x9F\xBF", true },		/* U+D7FF */
	{ "\xEE\x80\x80", true },		/* U+E000 */
	{ "\xEF\xBF\xBF", true },		/* U+FFFF */
	{ "\xF0\x90\x80\x80", true },		/* U+10000 */
	{ "\xF4\x8F\xBF\xBF", true },		/* U+10FFFF */
	{ "12345678\xF0\x9F\x98\x80", true },
	{ "\xC0\x80", false },			/* overlong NUL */
	{ "\xC0\xAF", false },			/* overlong slash */
	{ "\xC1\xBF", false },
	{ "\xE0\x80\x80", false },
	{ "\xE0\x9F\xBF", false },
	{ "\xF0\x80\x80\x80", false },
	{ "\xF0\x8F\xBF\xBF", false },
	{ "\xED\xA0\x80", false },		/* a surrogate */
	{ "\xED\xBF\xBF", false },
	{ "\xF4\x90\x80\x80", false },		/* over U+10FFFF */
	{ "\xF5\x80\x80\x80", false },
	{ "\xF8\x88\x80\x80\x80", false },	/* five bytes */
	{ "\xFC\x84\x80\x80\x80\x80", false },
	{ "\xFE", false },
	{ "\xFF", false },
	{ "\x80", false },
	{ "\xC3", false },			/* cut off */
	{ "\xE2\x82", false },
	{ "\xF0\x9F\x98", false },
	{ "\xC3x", false },
	{ "\xE2\x82x", false },
	{ "\xE2x\x82", false },
	{ "12345678\xFF", false },
};

static void test_valid(void)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		CHECK_CASE(texts[i].text);
		CHECK_INT(utf8_valid(texts[i].text, strlen(texts[i].text)),
		    texts[i].good);
	}
	CHECK_CASE(NULL);
	CHECK(utf8_valid("a\0b", 3));
	CHECK(!utf8_valid("\xE2\x82\xAC", 2));
}

static const struct {
	const char *text;
	size_t max, want;
} cuts[] = {
	{ "abc", 5, 3 }, { "abc", 3, 3 }, { "abc", 2, 2 }, { "abc", 0, 0 },
	{ "a\xC3\xA4", 2, 1 }, { "a\xC3\xA4", 3, 3 },
	{ "\xE2\x82\xAC!", 2, 0 }, { "\xE2\x82\xAC!", 3, 3 },
	{ "ab\xF0\x9F\x98\x80", 3, 2 }, { "ab\xF0\x9F\x98\x80", 4, 2 },
	{ "ab\xF0\x9F\x98\x80", 5, 2 }, { "ab\xF0\x9F\x98\x80", 6, 6 },
};

static void test_cut(void)
{
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		const size_t size = strlen(cuts[i].text);

		CHECK_CASE(cuts[i].text);
		CHECK_INT(utf8_cut(cuts[i].text, size, cuts[i].max),
		    cuts[i].want);
	}
}

#define BAD "\xEF\xBF\xBD"

static const struct {
	const char *text;
	size_t max;
	const char *clean, *line;
} cleans[] = {
	{ "plain", 99, "plain", "plain" },
	{ "", 99, NULL, NULL },
	{ " \t\r\n ", 99, NULL, NULL },
	{ "\x01\x7F\xC2\x85", 99, NULL, NULL },
	{ "plain", 0, NULL, NULL },
	{ "  two  words ", 99, "two  words", "two words" },
	{ "one\r\n\ttwo", 99, "one\n\ttwo", "one two" },
	{ "one\vtwo\fthree", 99, "onetwothree", "one two three" },
	{ "a\x1B[2Jb\x7F", 99, "a[2Jb", "a[2Jb" },
	{ "a\xC2\x9B" "2Jb", 99, "a2Jb", "a2Jb" },	/* C1's own CSI */
	{ "a\xC2\xA0 \xE3\x80\x80" "b", 99, "a\xC2\xA0 \xE3\x80\x80" "b",
	    "a b" },
	{ "\xC2\xA0name\xE2\x80\xA8", 99, "name", "name" },
	{ "J\xC3\xBCrgen", 99, "J\xC3\xBCrgen", "J\xC3\xBCrgen" },
	{ "J\xFCrgen", 99, "J" BAD "rgen", "J" BAD "rgen" },
	{ "\xC0\xAF", 99, BAD BAD, BAD BAD },
	{ "\xED\xA0\x80", 99, BAD BAD BAD, BAD BAD BAD },
	{ "x\xE2\x82", 99, "x" BAD BAD, "x" BAD BAD },
	{ "\xFF\xFF\xFF", 8, BAD BAD, BAD BAD },
	{ "12345", 4, "1234", "1234" },
	{ "12 45", 3, "12", "12" },
	{ "12  5", 4, "12", "12 5" },
	{ "ab\xF0\x9F\x98\x80", 5, "ab", "ab" },
	{ "ab\xF0\x9F\x98\x80", 6, "ab\xF0\x9F\x98\x80",
	    "ab\xF0\x9F\x98\x80" },
	{ "ab\xF0\x9F\x98\x80!", 6, "ab\xF0\x9F\x98\x80",
	    "ab\xF0\x9F\x98\x80" },
	{ "\xE2\x80\xAE" "evil", 99, "\xE2\x80\xAE" "evil",
	    "\xE2\x80\xAE" "evil" },		/* shown isolated, kept */
};

static void test_clean(void)
{
	char memory[1024];
	struct arena arena;

	for (size_t i = 0; i < sizeof(cleans) / sizeof(cleans[0]); i++) {
		const char *const text = cleans[i].text;

		CHECK_CASE(text);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(utf8_clean(&arena, text, strlen(text),
		    cleans[i].max), cleans[i].clean);
		CHECK_TEXT(utf8_line(&arena, text, strlen(text),
		    cleans[i].max), cleans[i].line);
	}
	CHECK_CASE(NULL);
	CHECK_TEXT(utf8_clean(&arena, "a\0b", 3, 99), "ab");
	arena_init(&arena, memory, 4);
	CHECK_TEXT(utf8_clean(&arena, "four", 4, 99), NULL);
	CHECK_TEXT(utf8_clean(&arena, "f\xC3\xBCr", 4, 99), NULL);
}

int main(void)
{
	test_valid();
	test_cut();
	test_clean();
	return check_failed();
}
