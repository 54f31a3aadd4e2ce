#include "places.h"

#include "dictionary.h"

/* Country, region, city. */
static const struct row {
	uint32_t weight;
	const char *country, *region, *city;
} rows[] = {
	{ 70, "US", "New York", "New York" },
	{ 45, "US", "California", "Los Angeles" },
	{ 30, "US", "California", "San Francisco" },
	{ 30, "US", "Illinois", "Chicago" },
	{ 24, "US", "Texas", "Austin" },
	{ 20, "US", "Texas", "Houston" },
	{ 22, "US", "Massachusetts", "Boston" },
	{ 18, "US", "Washington", "Seattle" },
	{ 14, "US", "Colorado", "Denver" },
	{ 12, "US", "Oregon", "Portland" },
	{ 85, "GB", "England", "London" },
	{ 28, "GB", "England", "Manchester" },
	{ 18, "GB", "England", "Bristol" },
	{ 20, "GB", "Scotland", "Edinburgh" },
	{ 48, "DE", "Berlin", "Berlin" },
	{ 36, "DE", "Bavaria", "Munich" },
	{ 30, "DE", "Hamburg", "Hamburg" },
	{ 26, "DE", "North Rhine-Westphalia", "Cologne" },
	{ 18, "DE", "Saxony", "Leipzig" },
	{ 30, "AT", "Vienna", "Vienna" },
	{ 10, "AT", "Styria", "Graz" },
	{ 28, "CH", "Zurich", "Zürich" },
	{ 10, "CH", "Geneva", "Genève" },
	{ 24, "NL", "North Holland", "Amsterdam" },
	{ 12, "NL", "Utrecht", "Utrecht" },
	{ 16, "BE", "Flanders", "Antwerpen" },
	{ 30, "FR", "Île-de-France", "Paris" },
	{ 14, "FR", "Auvergne-Rhône-Alpes", "Lyon" },
	{ 12, "IT", "Lombardy", "Milan" },
	{ 12, "ES", "Madrid", "Madrid" },
	{ 14, "DK", "Capital Region", "København" },
	{ 16, "SE", "Stockholm", "Stockholm" },
	{ 10, "NO", "Oslo", "Oslo" },
	{ 8, "PL", "Masovia", "Warszawa" },
	{ 24, "CA", "Ontario", "Toronto" },
	{ 14, "CA", "Quebec", "Montréal" },
	{ 18, "AU", "New South Wales", "Sydney" },
	{ 12, "AU", "Victoria", "Melbourne" },
	{ 8, "IE", "Leinster", "Dublin" },
	{ 6, "JP", "Tokyo", "Tokyo" },
	/* the country alone, as small files know it */
	{ 16, "US", NULL, NULL },
	{ 14, "DE", NULL, NULL },
	{ 8, "FR", NULL, NULL },
	{ 30, NULL, NULL, NULL },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

_Static_assert((int)ROWS <= (int)PLACES_MAX, "each has its words");

bool
places_open(struct places *places, struct db *db,
    struct dictionary *dictionary)
{
	*places = (struct places){ .odds.count = 0 };
	for (size_t i = 0; i < ROWS; i++) {
		struct place_words *const words = &places->words[i];

		odds_add(&places->odds, rows[i].weight);
		if (!dictionary_word(dictionary, db, rows[i].country,
		    &words->country) || !dictionary_word(dictionary, db,
		    rows[i].region, &words->region) ||
		    !dictionary_word(dictionary, db, rows[i].city,
		    &words->city))
			return false;
	}
	return true;
}

const struct place_words *
places_draw(const struct places *places, struct chance *chance)
{
	return &places->words[odds_draw(&places->odds, chance)];
}
