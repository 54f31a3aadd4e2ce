#include "site.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "dictionary.h"
#include "log.h"
#include "settings.h"
#include "str.h"

/* Of a shop for lamps: path, title, how often it is seen, who lands there. */
static const struct kind {
	const char *path, *title;
	uint32_t weight;
	enum lands lands;
} kinds[] = {
	[PAGE_HOME] = { "/", "Lumen & Oak: handmade lamps", 420, LANDS_HOME },
	[PAGE_CONTACT] = { "/contact", "Contact: Lumen & Oak", 90,
	    LANDS_ANYWHERE },
	[PAGE_QUOTE] = { "/quote", "A lamp made for you: Lumen & Oak", 60,
	    LANDS_ANYWHERE },
	[PAGE_THANKS] = { "/thanks", "Thank you: Lumen & Oak", 0,
	    LANDS_ANYWHERE },
	{ "/lamps", "All lamps", 300, LANDS_OFFER },
	{ "/lamps/table", "Table lamps", 180, LANDS_OFFER },
	{ "/lamps/floor", "Floor lamps", 140, LANDS_OFFER },
	{ "/lamps/pendant", "Pendant lamps", 130, LANDS_OFFER },
	{ "/offers/winter-light", "Winter light", 90, LANDS_OFFER },
	{ "/offers/trade", "For hotels and offices", 60, LANDS_OFFER },
	{ "/about", "The workshop", 80, LANDS_ANYWHERE },
	{ "/delivery", "Delivery and returns", 50, LANDS_ANYWHERE },
	{ "/journal", "Journal", 60, LANDS_ARTICLE },
	{ "/journal/how-bright-is-bright", "How bright is bright?", 70,
	    LANDS_ARTICLE },
	{ "/journal/oak-and-its-grain", "Oak and its grain", 50,
	    LANDS_ARTICLE },
	{ "/journal/light-for-reading", "Light for reading", 45,
	    LANDS_ARTICLE },
	{ "/journal/a-lamp-in-nine-days", "A lamp in nine days", 30,
	    LANDS_ARTICLE },
	{ "/journal/linen-or-paper", "Linen or paper?", 25, LANDS_ARTICLE },
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* A product of each pair, each seldomer than the one before it. */
static const char *const woods[] = { "oak", "ash", "walnut", "cherry",
	"beech", "elm", "maple", "birch" };
static const char *const shapes[] = { "Bell", "Cone", "Drop", "Globe", "Arc",
	"Tripod", "Beam", "Lantern", "Reed", "Petal", "Column", "Fold", "Ring",
	"Stave", "Wing" };

enum { WOODS = sizeof(woods) / sizeof(woods[0]),
	SHAPES = sizeof(shapes) / sizeof(shapes[0]),
	PRODUCT_WEIGHT = 220 };

_Static_assert((int)KINDS + (int)WOODS * (int)SHAPES <= (int)PAGES_MAX,
    "all pages have a number");

/* A site, and what its pages are written with. */
struct building {
	struct site *site;
	struct db *db;
	struct dictionary *dictionary;
	struct arena *arena;
	const struct site_about *about;
	char base[URL_MAX];
};

static bool
add_page(struct building *building, const char *path, const char *title)
{
	struct site *const site = building->site;
	char room[URL_MAX];
	struct str url;

	str_init(&url, room, sizeof(room));
	str_add(&url, building->base);
	str_add(&url, path);
	const struct page page = { site->pixel->project, arena_copy(
		building->arena, url.data, url.size), title };

	if (page.url == NULL || !dictionary_page(building->dictionary,
	    building->db, &page, building->about->day,
	    &site->ids[site->count]))
		return false;
	site->urls[site->count++] = page.url;
	return true;
}

static bool
add_kinds(struct building *building)
{
	struct site *const site = building->site;

	for (size_t i = 0; i < KINDS; i++) {
		if (!add_page(building, kinds[i].path, kinds[i].title))
			return false;
		odds_add(&site->any, kinds[i].weight);
		for (enum lands to = LANDS_HOME; to <= LANDS_ANYWHERE; to++)
			odds_add(&site->landings[to],
			    to == kinds[i].lands || to == LANDS_ANYWHERE
			    ? kinds[i].weight : 0);
	}
	return true;
}

static bool
add_products(struct building *building)
{
	struct site *const site = building->site;
	char path[64], title[64];
	struct str text;

	for (uint32_t i = 0; i < WOODS * SHAPES; i++) {
		const char *const wood = woods[i % WOODS];
		const char *const shape = shapes[i / WOODS];
		const uint32_t weight = PRODUCT_WEIGHT / (i + 1) + 1;

		str_init(&text, path, sizeof(path));
		str_addf(&text, "/lamps/%s-%c%s", wood, shape[0] | 0x20,
		    shape + 1);
		str_init(&text, title, sizeof(title));
		str_addf(&text, "%s, %s", shape, wood);
		if (!add_page(building, path, title))
			return false;
		odds_add(&site->any, weight);
		odds_add(&site->landings[LANDS_ANYWHERE], weight);
		odds_add(&site->landings[LANDS_OFFER], weight / 8);
	}
	return true;
}

/* "https://shop.example/demo/" without its end; else a host by the id. */
static void
find_base(struct building *building)
{
	const char *const website = building->about->website;
	struct str base;

	str_init(&base, building->base, sizeof(building->base));
	if (website == NULL)
		str_addf(&base, "https://%s.example",
		    building->site->pixel->public_id);
	else
		str_add_bytes(&base, website, strcspn(website, "?#"));
	while (base.size > 0 && base.data[base.size - 1] == '/')
		base.data[--base.size] = '\0';
}

bool
site_open(struct site *site, struct db *db, struct dictionary *dictionary,
    struct arena *arena, const struct site_about *about)
{
	struct building building = { site, db, dictionary, arena, about, "" };

	*site = (struct site){ .pixel = about->pixel };
	find_base(&building);
	return add_kinds(&building) && add_products(&building);
}

size_t
site_landing(const struct site *site, struct chance *chance, enum lands lands)
{
	return odds_draw(&site->landings[lands], chance);
}

size_t
site_next(const struct site *site, struct chance *chance, size_t before)
{
	const size_t drawn = odds_draw(&site->any, chance);

	/* who reloads a page is rare */
	return drawn != before || chance_is(chance, 0.2) ? drawn
	    : odds_draw(&site->any, chance);
}
