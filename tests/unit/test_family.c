/*
 * uap-core's lists in PCRE2 say what they say in JavaScript: on uap-core's own
 * cases (family_upstream.mjs), on agents made from each expression
 * (family_cases.mjs), and on some that real ones send.
 */
#include "family.h"

#include "arena.h"
#include "check.h"

struct example {
	enum family_kind kind;
	const char *user_agent, *texts[4];
};

static const struct example made[] = {
#include "family_cases.inc"
};

static const struct example upstream[] = {
#include "family_upstream.inc"
};

static const struct example real[] = {
	{ FAMILY_BROWSER, "Mozilla/5.0 (Windows; Windows NT 5.1; rv:2.0b3pre) "
	    "Gecko/20100727 Minefield/4.0.1pre",
	    { "Firefox (Minefield)", "4", "0", "1pre" } },
	{ FAMILY_BROWSER, "Mozilla/5.0 (Linux; Android 10; K) "
	    "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile "
	    "Safari/537.36", { "Chrome Mobile", "124", "0", "0" } },
	{ FAMILY_BROWSER, "Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) "
	    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 "
	    "Mobile/15E148 Safari/604.1",
	    { "Mobile Safari", "16", "6", NULL } },
	{ FAMILY_BROWSER, "Collector-iOS-10.2.1",
	    { "Collector for ArcGIS", "10", "2", "1" } },
	{ FAMILY_BROWSER, "nothing", { NULL, NULL, NULL, NULL } },
	{ FAMILY_BROWSER, "", { NULL, NULL, NULL, NULL } },
	{ FAMILY_SYSTEM, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac "
	    "OS X)", { "iOS", "17", "4", "1" } },
	{ FAMILY_SYSTEM, "Mozilla/5.0 (Windows; U; Win95; en-US; rv:1.1)",
	    { "Windows", "95", NULL, NULL } },
	{ FAMILY_SYSTEM, "Mozilla/5.0 (Windows NT 6.1; Win64; x64)",
	    { "Windows", "7", NULL, NULL } },
	{ FAMILY_SYSTEM, "", { NULL, NULL, NULL, NULL } },
};

static char memory[1 << 14];

static void
check_examples(const struct families *families,
    const struct example *examples, size_t count)
{
	struct arena arena;

	for (size_t i = 0; i < count; i++) {
		struct family family;

		CHECK_CASE(examples[i].user_agent);
		arena_init(&arena, memory, sizeof(memory));
		family = family_find(families, examples[i].kind, &arena,
		    examples[i].user_agent);
		CHECK_TEXT(family.name != NULL ? family.name : "Other",
		    examples[i].texts[0] != NULL ? examples[i].texts[0]
		    : "Other");
		for (int part = 0; part < 3; part++)
			CHECK_TEXT(family.parts[part],
			    examples[i].texts[part + 1]);
	}
	CHECK_CASE(NULL);
}

int
main(void)
{
	struct families *families = families_open();

	CHECK(families != NULL);
	if (families == NULL)
		return check_failed();
	CHECK(sizeof(made) / sizeof(made[0]) > 900);
	check_examples(families, made, sizeof(made) / sizeof(made[0]));
	CHECK(sizeof(upstream) / sizeof(upstream[0]) > 1800);
	check_examples(families, upstream,
	    sizeof(upstream) / sizeof(upstream[0]));
	check_examples(families, real, sizeof(real) / sizeof(real[0]));
	families_close(families);
	return check_failed();
}
