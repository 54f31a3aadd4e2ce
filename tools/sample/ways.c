#include "ways.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "dictionary.h"
#include "log.h"
#include "str.h"

/* Names of campaigns and terms, as one list with blanks between. */
#define ADS "brand table-lamps handmade-gift winter-light trade retargeting"
#define POSTS "studio-tour new-oak-series winter-light makers"
#define LETTERS "welcome monthly winter-light last-chance"
#define TERMS "oak+lamp handmade+lamp reading+lamp lamp+shop lumen+oak"

/*
 * Weights are per thousand visits of somebody new, and of somebody who comes
 * again.  {} stands for the campaign's or the term's name.
 */
static const struct sender {
	uint32_t fresh, again;
	const char *referrer, *query, *campaigns, *terms;
	enum param click;
	enum lands lands;
	const char *click_start;
	double worth;
} senders[] = {
	{ 170, 430, NULL, "", NULL, NULL, PARAMS, LANDS_HOME, "", 1.3 },
	{ 215, 160, "https://www.google.com/", "", NULL, NULL, PARAMS,
	    LANDS_ANYWHERE, "", 0.9 },
	{ 32, 14, "https://www.bing.com/", "", NULL, NULL, PARAMS,
	    LANDS_ANYWHERE, "", 0.9 },
	{ 18, 9, "https://duckduckgo.com/", "", NULL, NULL, PARAMS,
	    LANDS_ANYWHERE, "", 0.9 },
	{ 9, 4, "https://www.ecosia.org/", "", NULL, NULL, PARAMS,
	    LANDS_ANYWHERE, "", 0.9 },
	{ 130, 60, "https://www.google.com/",
	    "?utm_source=google&utm_medium=cpc&utm_campaign={}&utm_term=[]"
	    "&gad_source=1", ADS, TERMS, GCLID, LANDS_OFFER, "Cj0KCQ", 1.8 },
	{ 40, 14, "https://www.google.com/", "?gad_source=1", NULL, NULL,
	    GCLID, LANDS_OFFER, "EAIaIQ", 1.6 },
	{ 22, 9, "https://www.bing.com/",
	    "?utm_source=bing&utm_medium=cpc&utm_campaign={}&utm_term=[]",
	    ADS, TERMS, MSCLKID, LANDS_OFFER, "", 1.7 },
	{ 70, 30, "https://l.facebook.com/",
	    "?utm_source=facebook&utm_medium=paid_social&utm_campaign={}",
	    ADS, NULL, FBCLID, LANDS_OFFER, "IwAR", 1.0 },
	{ 42, 14, "https://l.instagram.com/",
	    "?utm_source=ig&utm_medium=paid_social&utm_campaign={}", ADS,
	    NULL, FBCLID, LANDS_OFFER, "PAZX", 0.8 },
	{ 10, 4, "https://www.linkedin.com/",
	    "?utm_source=linkedin&utm_medium=cpc&utm_campaign={}", ADS,
	    NULL, LI_FAT_ID, LANDS_OFFER, "", 1.4 },
	{ 12, 3, "https://www.tiktok.com/",
	    "?utm_source=tiktok&utm_medium=paid_social&utm_campaign={}", ADS,
	    NULL, TTCLID, LANDS_OFFER, "E.C.P.", 0.4 },
	{ 30, 14, "https://l.facebook.com/", "", NULL, NULL, FBCLID,
	    LANDS_ARTICLE, "IwAR", 0.5 },
	{ 34, 17, "https://www.instagram.com/",
	    "?utm_source=instagram&utm_medium=social&utm_campaign={}", POSTS,
	    NULL, PARAMS, LANDS_HOME, "", 0.6 },
	{ 26, 7, "https://www.pinterest.com/", "", NULL, NULL, PARAMS,
	    LANDS_ARTICLE, "", 0.4 },
	{ 11, 4, "https://www.reddit.com/", "", NULL, NULL, PARAMS,
	    LANDS_ARTICLE, "", 0.4 },
	{ 8, 3, "https://www.youtube.com/", "", NULL, NULL, PARAMS, LANDS_HOME,
	    "", 0.6 },
	{ 24, 9, "https://chatgpt.com/", "?utm_source=chatgpt.com", NULL,
	    NULL, PARAMS, LANDS_ARTICLE, "", 1.9 },
	{ 8, 3, "https://www.perplexity.ai/", "", NULL, NULL, PARAMS,
	    LANDS_ARTICLE, "", 1.6 },
	{ 5, 2, "https://gemini.google.com/", "", NULL, NULL, PARAMS,
	    LANDS_ARTICLE, "", 1.6 },
	{ 5, 2, "https://claude.ai/", "", NULL, NULL, PARAMS, LANDS_ARTICLE,
	    "", 1.9 },
	{ 16, 130, NULL,
	    "?utm_source=newsletter&utm_medium=email&utm_campaign={}",
	    LETTERS, NULL, PARAMS, LANDS_OFFER, "", 1.2 },
	{ 16, 6, "https://www.homes.test/makers", "", NULL, NULL, PARAMS,
	    LANDS_HOME, "", 1.1 },
	{ 12, 4, "https://blog.oak.example/ten-lamps", "", NULL, NULL,
	    PARAMS, LANDS_ARTICLE, "", 0.9 },
	{ 6, 3, "https://fair.example/exhibitors", "", NULL, NULL, PARAMS,
	    LANDS_HOME, "", 1.5 },
	{ 14, 4, "https://news.example/",
	    "?utm_source=adnet&utm_medium=display&utm_campaign={}", ADS,
	    NULL, PARAMS, LANDS_OFFER, "", 0.2 },
	{ 7, 3, "https://gifts.example/",
	    "?utm_source=gifts&utm_medium=affiliate", NULL, NULL, PARAMS,
	    LANDS_OFFER, "", 0.7 },
	{ 4, 2, NULL, "?utm_campaign=flyer", NULL, NULL, PARAMS, LANDS_HOME,
	    "", 1.0 },
};

enum { SENDERS = sizeof(senders) / sizeof(senders[0]) };

_Static_assert((int)SENDERS <= (int)SENDERS_MAX, "each has its ways");

static int64_t
count_words(const char *list)
{
	int64_t count = 1;

	for (; list != NULL && *list != '\0'; list++)
		count += *list == ' ';
	return count;
}

static void
add_word(struct str *out, const char *list, int64_t number)
{
	for (; number > 0; number--)
		list = strchr(list, ' ') + 1;
	str_add_bytes(out, list, strcspn(list, " "));
}

/* The query of that campaign and term. */
static const char *
fill_query(struct arena *arena, const struct sender *sender,
    int64_t campaign, int64_t term)
{
	char room[256];
	struct str out;

	str_init(&out, room, sizeof(room));
	for (const char *at = sender->query; *at != '\0'; at++)
		if (at[0] == '{' && at[1] == '}')
			add_word(&out, sender->campaigns, campaign);
		else if (at[0] == '[' && at[1] == ']')
			add_word(&out, sender->terms, term);
		else if (*at != '}' && *at != ']')
			str_add_char(&out, *at);
	return out.failed ? NULL : arena_copy(arena, out.data, out.size);
}

/* The same once as the collector sees it, with an id to go by. */
static bool
read_landing(struct way *way, struct arena *arena,
    const struct sender *sender)
{
	char room[512];
	struct str url;

	str_init(&url, room, sizeof(room));
	str_add(&url, "https://shop.example/");
	str_add(&url, way->query);
	if (way->click != PARAMS) {
		str_add_char(&url, way->query[0] == '\0' ? '?' : '&');
		str_add(&url, param_name(way->click));
		str_add(&url, "=x");
	}
	const struct touch_landing landing = { .url = room,
		.referrer = sender->referrer };

	way->is_touch = touch_read(arena, &landing, &way->touch);
	return !url.failed && !arena->spent;
}

static bool
find_words(struct way *way, struct db *db, struct dictionary *dictionary)
{
	const struct touch *const touch = &way->touch;
	struct way_words *const words = &way->words;

	return !way->is_touch || (dictionary_word(dictionary, db,
	    touch->channel, &words->channel) && dictionary_word(dictionary,
	    db, touch->source, &words->source) && dictionary_word(dictionary,
	    db, touch->medium, &words->medium) && dictionary_word(dictionary,
	    db, touch->campaign, &words->campaign) &&
	    dictionary_word(dictionary, db, touch->raw[UTM_TERM],
	    &words->term) && dictionary_word(dictionary, db,
	    touch->referrer_host, &words->referrer_host));
}

static bool
add_sender(struct ways *ways, const struct sender *sender,
    struct sender_ways *range, struct arena *arena)
{
	*range = (struct sender_ways){ ways->count,
		count_words(sender->campaigns), count_words(sender->terms) };
	for (int64_t i = 0; i < range->campaigns * range->terms; i++) {
		struct way *const way = &ways->ways[ways->count++];

		if (ways->count == WAYS_MAX)
			return false;
		*way = (struct way){ .query = fill_query(arena, sender,
			i / range->terms, i % range->terms),
			.click_start = sender->click_start,
			.click = sender->click, .lands = sender->lands,
			.worth = sender->worth };
		if (way->query == NULL || !read_landing(way, arena, sender))
			return false;
	}
	odds_add(&ways->fresh, sender->fresh);
	odds_add(&ways->again, sender->again);
	return true;
}

bool
ways_open(struct ways *ways, struct db *db, struct dictionary *dictionary,
    struct arena *arena)
{
	*ways = (struct ways){ .count = 0 };
	for (size_t i = 0; i < SENDERS; i++)
		if (!add_sender(ways, &senders[i], &ways->senders[i],
		    arena)) {
			log_error("the senders have no room");
			return false;
		}
	for (size_t i = 0; i < ways->count; i++)
		if (!find_words(&ways->ways[i], db, dictionary))
			return false;
	return true;
}

/* Each rarer than the one before it. */
static int64_t
draw_rank(struct chance *chance, int64_t count)
{
	int64_t rank = 0;

	while (rank < count - 1 && chance_is(chance, 0.55))
		rank++;
	return rank;
}

const struct way *
ways_draw(const struct ways *ways, struct chance *chance, bool again,
    int64_t quarter)
{
	const size_t drawn = odds_draw(again ? &ways->again : &ways->fresh,
	    chance);
	const struct sender_ways *const range = &ways->senders[drawn];
	const int64_t campaign = (draw_rank(chance, range->campaigns) +
	    quarter) % range->campaigns;
	const int64_t term = draw_rank(chance, range->terms);

	return &ways->ways[range->first +
	    (size_t)(campaign * range->terms + term)];
}
