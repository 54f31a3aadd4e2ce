#include "place.h"

#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "utf8.h"

/*
 * Codes free for private use (ISO 3166-1 8.1.3: AA, QM to QZ, X, ZZ), which
 * sources use for "unknown"; all but Kosovo's, which is in common use.  AP
 * and EU are no countries, but old databases have them.
 */
static bool
is_country(const char code[2])
{
	static const char *const none[] = { "AA", "AP", "EU", "ZZ" };

	if (code[0] == 'X')
		return code[1] == 'K';
	if (code[0] == 'Q')
		return code[1] < 'M';
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (memcmp(code, none[i], 2) == 0)
			return false;
	return true;
}

static const char *
clean_country(struct arena *arena, const char *text)
{
	char code[2];

	if (text == NULL || strlen(text) != sizeof(code))
		return NULL;
	for (size_t i = 0; i < sizeof(code); i++) {
		code[i] = text[i];
		if (code[i] >= 'a' && code[i] <= 'z')
			code[i] = (char)(code[i] - 'a' + 'A');
		if (code[i] < 'A' || code[i] > 'Z')
			return NULL;
	}
	return is_country(code) ? arena_copy(arena, code, sizeof(code))
	    : NULL;
}

/* Mended text would be a new word in reports: rather none. */
static const char *
clean_name(struct arena *arena, const char *text)
{
	const size_t size = text == NULL ? 0 : strlen(text);

	if (size == 0 || size > HEADER_VALUE_MAX || !utf8_valid(text, size))
		return NULL;
	return utf8_line(arena, text, size, PLACE_NAME_MAX);
}

bool
place_is_open(const struct place *place)
{
	return place->region == NULL && place->city == NULL;
}

void
place_add(struct arena *arena, const struct place *said, struct place *place)
{
	const char *country;

	if (!place_is_open(place))
		return;
	country = clean_country(arena, said->country);
	if (place->country != NULL && (country == NULL ||
	    strcmp(country, place->country) != 0))
		return;
	place->country = country;
	place->region = clean_name(arena, said->region);
	place->city = clean_name(arena, said->city);
}

void
place_decide(struct arena *arena, const struct place_signs *signs,
    struct place *out)
{
	struct place server = signs->server;

	*out = (struct place){ NULL, NULL, NULL };
	if (signs->trusted)
		place_add(arena, &signs->proxy, out);
	if (signs->forwarded)
		return;
	if (server.region[0] == '\0')
		server.region = signs->server_region_code;
	place_add(arena, &server, out);
}
