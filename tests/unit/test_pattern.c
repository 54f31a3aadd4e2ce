/* Expressions that match, that do not, that are wrong, and that cost much. */
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "pattern.h"

static const struct {
	unsigned how;
	const char *expression, *subject;
	bool match;
	const char *groups[3];
} cases[] = {
	{ 0, "a(b+)", "xabby", true, { "abb", "bb", NULL } },
	{ 0, "a(b+)", "xay", false, { NULL, NULL, NULL } },
	{ 0, "A", "a", false, { NULL, NULL, NULL } },
	{ PATTERN_CASELESS, "A", "a", true, { "a", NULL, NULL } },
	{ 0, "(a)|(b)", "b", true, { "b", NULL, "b" } },
	{ 0, "(x*)b", "b", true, { "b", "", NULL } },
	{ 0, "(a)(b)(c)(d)(e)(f)", "abcdef", true, { "abcdef", "a", "b" } },
	{ 0, "^$", "", true, { "", NULL, NULL } },
	{ 0, "\xc3\xa9", "caf\xc3\xa9", true, { "\xc3\xa9", NULL, NULL } },
	{ 0, "ab(*SKIP)(*FAIL)|b", "ab b", true, { "b", NULL, NULL } },
	{ 0, "ab(*SKIP)(*FAIL)|b", "ab", false, { NULL, NULL, NULL } },
};

static const unsigned ways[] = { 0, PATTERN_FAST, PATTERN_LATE,
	PATTERN_FAST | PATTERN_LATE };

static void
check_groups(const struct piece parts[PATTERN_PARTS],
    const char *const groups[3])
{
	for (int i = 0; i < 3; i++) {
		CHECK((parts[i].text == NULL) == (groups[i] == NULL));
		if (parts[i].text == NULL || groups[i] == NULL)
			continue;
		CHECK_INT(parts[i].size, strlen(groups[i]));
		CHECK(memcmp(parts[i].text, groups[i], parts[i].size) == 0);
	}
}

static void
check_way(unsigned way)
{
	struct piece parts[PATTERN_PARTS];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct pattern *pattern = pattern_open(cases[i].expression,
		    cases[i].how | way);

		CHECK_CASE(cases[i].expression);
		CHECK(pattern != NULL);
		if (pattern == NULL)
			continue;
		CHECK_INT(pattern_match(pattern, cases[i].subject, NULL),
		    cases[i].match);
		if (pattern_match(pattern, cases[i].subject, parts))
			check_groups(parts, cases[i].groups);
		pattern_close(pattern);
	}
	CHECK_CASE(NULL);
}

/* How many lines all of it says on standard error. */
static int
lines_said(void (*what)(unsigned way), unsigned way)
{
	char path[] = "/tmp/leadpixel-pattern-XXXXXX", text[4096];
	const int file = mkstemp(path), kept = dup(STDERR_FILENO);
	int lines = 0;
	ssize_t size;

	(void)unlink(path);
	(void)dup2(file, STDERR_FILENO);
	what(way);
	(void)dup2(kept, STDERR_FILENO);
	size = pread(file, text, sizeof(text), 0);
	for (ssize_t i = 0; i < size; i++)
		lines += text[i] == '\n';
	(void)close(file);
	(void)close(kept);
	return lines;
}

/* A second without the limit, and below that of PCRE2's own. */
static void
cost_much(unsigned way)
{
	struct pattern *pattern = pattern_open("(a+)+$", way);

	if (pattern == NULL)
		return;
	for (int i = 0; i < 2; i++)
		CHECK(!pattern_match(pattern, "aaaaaaaaaaaaaaaaaaaab",
		    NULL));
	CHECK(pattern_match(pattern, "aaa", NULL));
	pattern_close(pattern);
}

static void
be_wrong(unsigned way)
{
	struct pattern *pattern = pattern_open("a(", way);

	CHECK((pattern != NULL) == ((way & PATTERN_LATE) != 0));
	for (int i = 0; pattern != NULL && i < 2; i++)
		CHECK(!pattern_match(pattern, "a(", NULL));
	pattern_close(pattern);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		check_way(ways[i]);
		CHECK_INT(lines_said(cost_much, ways[i]), 1);
		CHECK_INT(lines_said(be_wrong, ways[i]), 1);
	}
	pattern_close(NULL);
	return check_failed();
}
