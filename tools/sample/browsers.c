#include "browsers.h"

#include "bounds.h"
#include "date.h"
#include "dictionary.h"
#include "str.h"

#define CHROME "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 "
#define IPHONE "Mozilla/5.0 (iPhone; CPU iPhone OS #_5 like Mac OS X) " \
	"AppleWebKit/605.1.15 (KHTML, like Gecko) "

/*
 * With a version for each month, which stands for "#": the one of January
 * 2024, and how many come in a year.
 */
static const struct kind {
	uint32_t weight;
	int version, yearly;
	const char *agent, *hints;
	int screens[2][2];
	int frame[2];		/* of the window around a page */
} kinds[] = {
	{ 230, 120, 12, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) " CHROME
	    "Safari/537.36", "Google Chrome/#|Windows/15|0|",
	    { { 1920, 1080 }, { 1536, 864 } }, { 16, 130 } },
	{ 75, 120, 12, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) " CHROME
	    "Safari/537.36 Edg/#.0.0.0", "Microsoft Edge/#|Windows/15|0|",
	    { { 1920, 1080 }, { 1366, 768 } }, { 16, 140 } },
	{ 60, 120, 12, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "
	    CHROME "Safari/537.36", "Google Chrome/#|macOS/14.5|0|",
	    { { 1440, 900 }, { 1728, 1117 } }, { 0, 150 } },
	{ 55, 17, 1, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "
	    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/#.4 "
	    "Safari/605.1.15", NULL,
	    { { 1440, 900 }, { 1512, 982 } }, { 0, 140 } },
	{ 45, 121, 12, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:#.0) "
	    "Gecko/20100101 Firefox/#.0", NULL,
	    { { 1920, 1080 }, { 2560, 1440 } }, { 14, 125 } },
	{ 12, 121, 12, "Mozilla/5.0 (X11; Linux x86_64; rv:#.0) "
	    "Gecko/20100101 Firefox/#.0", NULL,
	    { { 1920, 1080 }, { 1600, 900 } }, { 0, 120 } },
	{ 195, 17, 1, IPHONE "Version/#.5 Mobile/15E148 Safari/604.1", NULL,
	    { { 390, 844 }, { 393, 852 } }, { 0, 180 } },
	{ 30, 17, 1, IPHONE "Mobile/15E148 Instagram 300.0.0.#", NULL,
	    { { 390, 844 }, { 430, 932 } }, { 0, 150 } },
	{ 22, 120, 12, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS "
	    "X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/#.0.6099.50 "
	    "Mobile/15E148 Safari/604.1", NULL,
	    { { 390, 844 }, { 414, 896 } }, { 0, 170 } },
	{ 190, 120, 12, "Mozilla/5.0 (Linux; Android 10; K) " CHROME
	    "Mobile Safari/537.36", "Google Chrome/#|Android/14|1|Pixel 8",
	    { { 412, 915 }, { 360, 800 } }, { 0, 130 } },
	{ 40, 23, 3, "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-G991B) "
	    "AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/#.0 "
	    "Chrome/115.0.0.0 Mobile Safari/537.36", NULL,
	    { { 360, 800 }, { 384, 854 } }, { 0, 140 } },
	{ 26, 16, 1, "Mozilla/5.0 (iPad; CPU OS #_6 like Mac OS X) "
	    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/#.6 "
	    "Mobile/15E148 Safari/604.1", NULL,
	    { { 820, 1180 }, { 768, 1024 } }, { 0, 75 } },
	{ 12, 120, 12, "Mozilla/5.0 (Linux; Android 13; SM-X200) " CHROME
	    "Safari/537.36", NULL,
	    { { 800, 1280 }, { 1280, 800 } }, { 0, 110 } },
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]), MONTHS = 12,
	SINCE = (2024 - 1970) * MONTHS };

_Static_assert((int)KINDS <= (int)BROWSERS_MAX, "each has its agents");

/* A mean one, as they are counted here: since 1970. */
static const int64_t month_ms = INT64_C(365) * 24 * 3600 * 1000 / MONTHS;

/* A version stands for each "#". */
static const char *
print_version(char *out, size_t room, const char *text, int64_t version)
{
	struct str str;

	str_init(&str, out, room);
	for (; *text != '\0'; text++)
		if (*text == '#')
			str_add_int(&str, version);
		else
			str_add_char(&str, *text);
	return str.data;
}

static bool
add_agent(struct db *db, struct dictionary *dictionary,
    const struct kind *kind, int64_t month, int64_t day, int64_t *id)
{
	const int64_t past = month < SINCE ? 0 : month - SINCE;
	const int64_t version = kind->version + past * kind->yearly / MONTHS;
	char agent[AGENT_MAX], hints[HINTS_MAX];
	struct known_agent known;
	const struct sent_agent sent = {
		.user_agent = print_version(agent, sizeof(agent), kind->agent,
		    version),
		.hints = kind->hints == NULL ? NULL : print_version(hints,
		    sizeof(hints), kind->hints, version),
		.day = day };

	if (!dictionary_agent(dictionary, db, &sent, &known))
		return false;
	*id = known.id;
	return true;
}

bool
browsers_open(struct browsers *browsers, struct db *db,
    struct dictionary *dictionary, int64_t from_ms, int64_t until_ms)
{
	const int64_t day = date_day(until_ms);
	const int64_t first = from_ms / month_ms;

	*browsers = (struct browsers){ .from_ms = from_ms };
	browsers->months = until_ms / month_ms - first + 1;
	if (browsers->months > MONTHS_MAX)
		browsers->months = MONTHS_MAX;
	for (size_t i = 0; i < KINDS; i++) {
		odds_add(&browsers->odds, kinds[i].weight);
		for (int64_t at = 0; at < browsers->months; at++)
			if (!add_agent(db, dictionary, &kinds[i],
			    first + at, day,
			    &browsers->agents[i][at]))
				return false;
	}
	return true;
}

void
browsers_draw(const struct browsers *browsers, struct chance *chance,
    struct browser_used *out)
{
	const size_t number = odds_draw(&browsers->odds, chance);
	const struct kind *const kind = &kinds[number];
	const int *const screen = kind->screens[chance_below(chance, 2)];

	out->kind = (uint8_t)number;
	out->screen = screen[0] * 65536 + screen[1];
	out->viewport = (screen[0] - kind->frame[0]) * 65536 +
	    (screen[1] - kind->frame[1]);
}

int64_t
browsers_agent(const struct browsers *browsers,
    const struct browser_used *used, int64_t at_ms)
{
	const int64_t at = (at_ms - browsers->from_ms) / month_ms;

	return browsers->agents[used->kind][at < 0 ? 0
	    : at >= browsers->months ? browsers->months - 1 : at];
}
