/* What a request says of a place, and who of them is believed. */
#include "arena.h"
#include "bounds.h"
#include "check.h"
#include "place.h"

/* What one source says becomes this; NULL = nothing. */
static const struct {
	const char *country, *region, *city;
	const char *want_country, *want_region, *want_city;
} cleaned[] = {
	{ "DE", "Hesse", "Kassel", "DE", "Hesse", "Kassel" },
	{ "de", "", "", "DE", NULL, NULL },
	{ "xk", NULL, NULL, "XK", NULL, NULL },
	{ "QA", NULL, NULL, "QA", NULL, NULL },
	{ "", "", "", NULL, NULL, NULL },
	{ "XX", "", "", NULL, NULL, NULL },
	{ "T1", "", "", NULL, NULL, NULL },
	{ "A1", "", "", NULL, NULL, NULL },
	{ "ZZ", "", "", NULL, NULL, NULL },
	{ "QM", "", "", NULL, NULL, NULL },
	{ "AA", "", "", NULL, NULL, NULL },
	{ "EU", "", "", NULL, NULL, NULL },
	{ "AP", "", "", NULL, NULL, NULL },
	{ "DEU", "Hesse", "", NULL, "Hesse", NULL },
	{ "D", "", "Kassel", NULL, NULL, "Kassel" },
	{ "\xC3\x84", "", "", NULL, NULL, NULL },
	{ "DE", "H\xE9sse", "Kassel", "DE", NULL, "Kassel" },
	{ "DE", "Hesse", "K\xF6ln", "DE", "Hesse", NULL },
	{ "DE", " North \t Hesse\n", "  ", "DE", "North Hesse", NULL },
	{ "DE", NULL, "\x01Kassel\x7F", "DE", NULL, "Kassel" },
};

static char memory[1 << 14];

static void
check_place(const struct place *place, const char *country,
    const char *region, const char *city)
{
	CHECK_TEXT(place->country, country);
	CHECK_TEXT(place->region, region);
	CHECK_TEXT(place->city, city);
}

static void
test_cleaned(void)
{
	struct arena arena;

	for (size_t i = 0; i < sizeof(cleaned) / sizeof(cleaned[0]); i++) {
		const struct place said = { cleaned[i].country,
			cleaned[i].region, cleaned[i].city };
		struct place place = { NULL, NULL, NULL };

		CHECK_CASE(cleaned[i].country);
		arena_init(&arena, memory, sizeof(memory));
		place_add(&arena, &said, &place);
		check_place(&place, cleaned[i].want_country,
		    cleaned[i].want_region, cleaned[i].want_city);
	}
	CHECK_CASE(NULL);
}

/* A town of `count` times two bytes keeps so many. */
static void
test_long(void)
{
	static const struct { size_t count, kept; } towns[] = {
		{ PLACE_NAME_MAX / 2, PLACE_NAME_MAX / 2 },
		{ PLACE_NAME_MAX / 2 + 1, PLACE_NAME_MAX / 2 },
		{ HEADER_VALUE_MAX / 2, PLACE_NAME_MAX / 2 },
		{ HEADER_VALUE_MAX / 2 + 1, 0 },
	};
	char town[HEADER_VALUE_MAX + 3];
	struct arena arena;

	for (size_t i = 0; i < sizeof(towns) / sizeof(towns[0]); i++) {
		struct place place = { NULL, NULL, NULL };

		for (size_t at = 0; at < towns[i].count; at++)
			memcpy(town + 2 * at, "\xC3\xBC", 3);
		arena_init(&arena, memory, sizeof(memory));
		place_add(&arena, &(struct place){ .city = town }, &place);
		CHECK_INT(place.city == NULL ? 0 : strlen(place.city),
		    2 * towns[i].kept);
	}
}

/* Proxy's country and city, server's country, region and its code. */
static const struct {
	const char *about;
	const char *proxy, *proxy_city, *server, *region, *code;
	bool trusted, forwarded;
	const char *want_country, *want_region, *want_city;
} decided[] = {
	{ "a trusted header", "DE", "Kassel", "FR", "Alsace", "", true, false,
	    "DE", NULL, "Kassel" },
	{ "a stranger's header", "DE", "Kassel", "", "", "", false, false,
	    NULL, NULL, NULL },
	{ "a stranger's header, and Apache", "DE", "Kassel", "FR", "", "",
	    false, false, "FR", NULL, NULL },
	{ "Apache saw the proxy", "", "", "FR", "Alsace", "", true, true,
	    NULL, NULL, NULL },
	{ "Apache saw the proxy, which knows", "DE", "", "DE", "Hesse", "",
	    true, true, "DE", NULL, NULL },
	{ "the proxy does not know", "XX", "", "FR", "", "", true, false,
	    "FR", NULL, NULL },
	{ "more of the same country", "DE", "", "DE", "Hesse", "", true,
	    false, "DE", "Hesse", NULL },
	{ "another country", "DE", "", "FR", "Alsace", "", true, false,
	    "DE", NULL, NULL },
	{ "a city is never mixed", "DE", "Kassel", "DE", "Bavaria", "", true,
	    false, "DE", NULL, "Kassel" },
	{ "a region's code", "", "", "US", "", "CA", false, false, "US", "CA",
	    NULL },
	{ "a region's name and code", "", "", "US", "California", "CA", false,
	    false, "US", "California", NULL },
};

static void
test_decided(void)
{
	struct arena arena;

	for (size_t i = 0; i < sizeof(decided) / sizeof(decided[0]); i++) {
		const struct place_signs signs = {
			.proxy = { decided[i].proxy, "",
				decided[i].proxy_city },
			.server = { decided[i].server, decided[i].region, "" },
			.server_region_code = decided[i].code,
			.trusted = decided[i].trusted,
			.forwarded = decided[i].forwarded,
		};
		struct place place;

		CHECK_CASE(decided[i].about);
		arena_init(&arena, memory, sizeof(memory));
		place_decide(&arena, &signs, &place);
		check_place(&place, decided[i].want_country,
		    decided[i].want_region, decided[i].want_city);
	}
	CHECK_CASE(NULL);
}

/* No room is no place, and nothing else. */
static void
test_room(void)
{
	struct arena arena;
	struct place place = { NULL, NULL, NULL };

	arena_init(&arena, memory, 16);
	place_add(&arena, &(struct place){ "DE", "Schleswig-Holstein",
		"Friedrichskoog-Spitze" }, &place);
	check_place(&place, "DE", NULL, NULL);
	CHECK(place_is_open(&place));
}

int
main(void)
{
	test_cleaned();
	test_long();
	test_decided();
	test_room();
	return check_failed();
}
