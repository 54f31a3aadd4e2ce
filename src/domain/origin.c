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

/* The first id there; of those that prove payment on `platform` only. */
static const struct click_id *
find_click_id(const struct touch *touch, const char *platform)
{
	for (size_t i = 0; i < COUNT(click_ids); i++) {
		if (touch->raw[click_ids[i].param] == NULL)
			continue;
		if (platform == NULL || (strcmp(click_ids[i].paid, "paid") == 0 &&
		    source_same_platform(click_ids[i].source, platform)))
			return &click_ids[i];
	}
	return NULL;
}

/* Whoever shares an advertisement's address shares its id too. */
static bool
is_stale(const struct click_id *id, const struct source *sender)
{
	return sender != NULL && (strcmp(sender->kind, "social") == 0 ||
	    strcmp(sender->kind, "video") == 0 ||
	    strcmp(sender->kind, "ai") == 0 ||
	    strcmp(sender->kind, "email") == 0) &&
	    !source_same_platform(id->source, sender->name);
}

static const char *
channel(const struct touch *touch, const struct source *source)
{
	return channel_of(touch->source, source == NULL ? "" : source->kind,
	    touch->medium, touch->campaign);
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

static void
by_utm(struct arena *arena, struct touch *touch, const char *medium)
{
	const char *name = lower(arena, touch->raw[UTM_SOURCE]);
	const struct source *source = name == NULL ? NULL
	    : source_by_name(name);
	const struct click_id *id;

	if (source != NULL && !source_is_none(source))
		name = source->name;
	if (name == NULL)
		name = not_set;
	id = channel_is_paid(medium) ? NULL : find_click_id(touch, name);
	decide(touch, name, medium, "utm_source");
	touch->channel = channel(touch, source);
	if (id == NULL)
		return;
	decide(touch, name, id->medium, rule_with(arena, param_name(id->param)));
	touch->channel = id->channel;
}

static void
by_click_id(struct touch *touch, const struct click_id *id,
    const char *medium)
{
	decide(touch, id->source, touch->raw[UTM_MEDIUM] == NULL ? id->medium
	    : medium, param_name(id->param));
	touch->channel = id->channel;
}

static void
by_source(struct touch *touch, const struct source *source, const char *rule)
{
	decide(touch, source->name, medium_of(source->kind), rule);
	touch->channel = channel(touch, source);
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
		by_source(touch, sender, "referrer");
	else if (touch->referrer_host != NULL) {
		decide(touch, touch->referrer_host, "referral", "referral");
		touch->channel = channel(touch, NULL);
	} else if (has_campaign(touch)) {
		decide(touch, not_set, medium, "no_source");
		touch->channel = channel(touch, NULL);
	} else if (app != NULL)
		by_source(touch, app, "in_app");
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
	else if (id != NULL && !is_stale(id, sender))
		by_click_id(touch, id, medium);
	else
		return by_sender(touch, sender, medium, user_agent);
	return true;
}

