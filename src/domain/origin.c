#include "origin.h"

#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "channel.h"
#include "source.h"
#include "str.h"
#include "touch.h"

struct click_id {
	enum param param;
	const char *source, *medium, *channel;
	const char *paid;	/* "paid": it proves that somebody did */
};

/* In the order in which they are asked. */
static const struct click_id click_ids[] = {
#include "click_ids.inc"
};

static const char not_set[] = "(not set)";

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* How a kind of sender sends when nobody paid. */
static const char *
medium_of(const char *kind)
{
	static const struct {
		const char *kind, *medium;
	} mediums[] = {
		{ "search", "organic" }, { "ai", "ai-assistant" },
	};

	for (size_t i = 0; i < COUNT(mediums); i++)
		if (strcmp(mediums[i].kind, kind) == 0)
			return mediums[i].medium;
	return kind;
}

static bool
is_paid_for(const struct click_id *id)
{
	return strcmp(id->paid, "paid") == 0;
}

/* The first id there; of those that prove payment on `platform` only. */
static const struct click_id *
find_click_id(const struct touch *touch, const char *platform)
{
	for (size_t i = 0; i < COUNT(click_ids); i++) {
		if (touch->raw[click_ids[i].param] == NULL)
			continue;
		if (platform == NULL || (is_paid_for(&click_ids[i]) &&
		    source_same_platform(click_ids[i].source, platform)))
			return &click_ids[i];
	}
	return NULL;
}

/*
 * Whoever shares an advertisement's address shares its id too; and of one
 * platform's senders the referrer knows better which, where the id proves
 * nothing (fbclid, Instagram).
 */
static bool
knows_better(const struct source *sender, const struct click_id *id)
{
	bool same;

	if (sender == NULL)
		return false;
	same = source_same_platform(id->source, sender->name);
	if (same)
		return !is_paid_for(id) &&
		    strcmp(id->source, sender->name) != 0;
	return strcmp(sender->kind, "social") == 0 ||
	    strcmp(sender->kind, "video") == 0 ||
	    strcmp(sender->kind, "ai") == 0 ||
	    strcmp(sender->kind, "email") == 0;
}

static const char *
lower(struct arena *arena, const char *text)
{
	char *copy = arena_copy(arena, text, strlen(text));

	for (char *at = copy; at != NULL && *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + ('a' - 'A'));
	return copy;
}

static void
decide(struct touch *touch, const char *source, const char *medium,
    const char *rule)
{
	touch->source = source;
	touch->medium = medium;
	touch->rule = rule;
}

static const char *
rule_with(struct arena *arena, const char *param)
{
	char room[64];
	struct str rule;

	str_init(&rule, room, sizeof(room));
	str_add(&rule, "utm_source+");
	str_add(&rule, param);
	return arena_copy(arena, rule.data, rule.size);
}

/* The channel of what was decided. */
static void
group(struct touch *touch, const struct source *source)
{
	touch->channel = channel_of(touch->source, source == NULL ? ""
	    : source->kind, touch->medium, touch->campaign);
}

/* Display is paid for as well, whatever id it brings. */
static bool
says_paid(const struct touch *touch)
{
	return channel_is_paid(touch->medium) ||
	    strcmp(touch->channel, "Display") == 0;
}

static void
by_utm(struct arena *arena, struct touch *touch, const char *medium)
{
	const char *name = lower(arena, touch->raw[UTM_SOURCE]);
	const struct source *source = name == NULL ? NULL
	    : source_by_name(name);
	const struct click_id *id;

	if (source != NULL && source_is_none(source))
		source = NULL;
	if (source != NULL)
		name = source->name;
	decide(touch, name == NULL ? not_set : name, medium, "utm_source");
	group(touch, source);
	id = says_paid(touch) ? NULL : find_click_id(touch, touch->source);
	if (id == NULL)
		return;
	decide(touch, touch->source, id->medium,
	    rule_with(arena, param_name(id->param)));
	group(touch, source);
}

/* A medium that says paid is more exact than the id's own. */
static void
by_click_id(struct touch *touch, const struct click_id *id,
    const char *medium)
{
	decide(touch, id->source, channel_is_paid(medium) ? medium
	    : id->medium, param_name(id->param));
	touch->channel = id->channel;
}

static void
by_source(struct touch *touch, const struct source *source,
    const char *medium, const char *rule)
{
	decide(touch, source->name, medium == not_set
	    ? medium_of(source->kind) : medium, rule);
	group(touch, source);
}

static bool
has_campaign(const struct touch *touch)
{
	for (int i = 0; i < PARAMS; i++)
		if (touch->raw[i] != NULL)
			return true;
	return touch->other != NULL;
}

/* Without a source or an id: who sent them, as far as that is known. */
static bool
by_sender(struct touch *touch, const struct source *sender,
    const char *medium, const char *user_agent)
{
	const struct source *app = user_agent == NULL ? NULL
	    : source_in_app(user_agent);

	if (sender != NULL)
		by_source(touch, sender, medium, "referrer");
	else if (touch->referrer_host != NULL) {
		decide(touch, touch->referrer_host, "referral", "referral");
		group(touch, NULL);
	} else if (has_campaign(touch)) {
		decide(touch, not_set, medium, "no_source");
		group(touch, NULL);
	} else if (app != NULL)
		by_source(touch, app, medium, "in_app");
	else
		return false;
	return true;
}

bool
origin_derive(struct arena *arena, struct touch *touch,
    const char *user_agent)
{
	const struct source *sender = touch->referrer_host == NULL ? NULL
	    : source_by_host(touch->referrer_host);
	const struct click_id *id = find_click_id(touch, NULL);
	const char *medium = touch->raw[UTM_MEDIUM] == NULL ? not_set
	    : lower(arena, touch->raw[UTM_MEDIUM]);

	if (medium == NULL)
		return false;
	touch->campaign = touch->raw[UTM_CAMPAIGN] != NULL
	    ? touch->raw[UTM_CAMPAIGN] : touch->raw[AD_GROUP];
	if (touch->raw[UTM_SOURCE] != NULL)
		by_utm(arena, touch, medium);
	else if (id != NULL && !knows_better(sender, id))
		by_click_id(touch, id, medium);
	else
		return by_sender(touch, sender, medium, user_agent);
	return true;
}

