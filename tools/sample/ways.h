/* ways: how visitors come, with what the collector would make of each. */
#ifndef WAYS_H
#define WAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "chance.h"
#include "touch.h"

struct arena;
struct db;
struct dictionary;

/* Where such a visit begins. */
enum lands { LANDS_HOME, LANDS_OFFER, LANDS_ARTICLE, LANDS_ANYWHERE };

/* Its words in reports; 0 = none. */
struct way_words {
	int64_t channel, source, medium, campaign, term, referrer_host;
};

/* One sender with one campaign and one term. */
struct way {
	struct touch touch;	/* but for its times, address and click id */
	struct way_words words;
	const char *query;	/* "?utm_source=...", or "" */
	const char *click_start;	/* of the id's value */
	enum param click;	/* PARAMS: such a visit carries no id */
	enum lands lands;
	bool is_touch;		/* false: typed in, or bookmarked */
	double worth;		/* leads among such visits, 1 = as all */
};

enum { CLICK_SIZE = 36, WAYS_MAX = 512, SENDERS_MAX = 40 };

struct ways {
	struct way ways[WAYS_MAX];
	size_t count;
	struct sender_ways {
		size_t first;	/* of `ways`: campaigns, of each its terms */
		int64_t campaigns, terms;
	} senders[SENDERS_MAX];
	struct odds fresh, again;	/* of new and returning visitors */
};

/*
 * Reads each landing by touch_read, so source, medium, channel and rule are
 * what the collector says.  Within the caller's transaction: words are added.
 */
bool ways_open(struct ways *ways, struct db *db,
    struct dictionary *dictionary, struct arena *arena);

/* Each quarter of a year has another campaign that is seen most. */
const struct way *ways_draw(const struct ways *ways, struct chance *chance,
    bool again, int64_t quarter);

#endif
