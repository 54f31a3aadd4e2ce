#include "channel.h"

#include <stddef.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "str.h"
#include "touch.h"
#include "url.h"

struct click_id {
	const char *param, *source, *medium, *channel, *paid;
};

struct referrer {
	const char *host, *source, *kind;
};

static const struct click_id click_ids[] = {
#include "click_ids.inc"
};

static const struct referrer referrers[] = {
#include "referrers.inc"
};

/* A kind of sender, and what an unpaid visit from it is called. */
static const struct {
	const char *kind, *medium, *channel;
} kinds[] = {
	{ "search", "organic", "Organic Search" },
	{ "social", "social", "Organic Social" },
	{ "video", "video", "Organic Video" },
	{ "ai", "referral", "AI Assistant" },
	{ "email", "email", "Email" },
};

/* utm_medium as people write it, and the channel it means. */
static const struct {
	const char *medium, *channel;
} mediums[] = {
	{ "email", "Email" }, { "e-mail", "Email" }, { "mail", "Email" },
	{ "newsletter", "Email" }, { "sms", "SMS" },
	{ "affiliate", "Affiliates" }, { "affiliates", "Affiliates" },
	{ "audio", "Audio" }, { "push", "Mobile Push Notifications" },
	{ "display", "Display" }, { "banner", "Display" },
	{ "cpm", "Display" }, { "interstitial", "Display" },
	{ "organic", "Organic Search" },
	{ "social", "Organic Social" }, { "social-network", "Organic Social" },
	{ "social-media", "Organic Social" }, { "sm", "Organic Social" },
	{ "video", "Organic Video" },
	{ "referral", "Referral" }, { "link", "Referral" },
	{ "(none)", "Direct" }, { "none", "Direct" },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* "google." is google under any top-level domain, "www.google.co.uk" too. */
static bool
host_is(const char *host, const char *pattern)
{
	size_t size = strlen(pattern);
	const char *at;

	if (pattern[size - 1] != '.')
		return url_host_within(host, pattern);
	at = strstr(host, pattern);
	return at != NULL && (at == host || at[-1] == '.') &&
	    strlen(at + size) <= strlen("com.xx");
}

/* The most exact row: gemini.google.com before google. */
static const struct referrer *
find_referrer(const char *host)
{
	const struct referrer *best = NULL;

	for (size_t i = 0; host != NULL && i < COUNT(referrers); i++)
		if (host_is(host, referrers[i].host) && (best == NULL ||
		    strlen(referrers[i].host) > strlen(best->host)))
			best = &referrers[i];
	return best;
}

static const struct referrer *
find_source(const char *source)
{
	for (size_t i = 0; i < COUNT(referrers); i++)
		if (str_same(referrers[i].source, source))
			return &referrers[i];
	return find_referrer(source);
}

/* GA4: cp.*, ppc, retargeting, paid.* mean somebody paid. */
static bool
is_paid(const char *medium)
{
	return str_same(medium, "cpc") || str_same(medium, "cpv") ||
	    str_same(medium, "cpa") || str_same(medium, "cpp") ||
	    str_same(medium, "ppc") || str_same(medium, "retargeting") ||
	    strncasecmp(medium, "paid", 4) == 0;
}

static const char *
paid_channel(const struct referrer *sender)
{
	const char *kind = sender == NULL ? "" : sender->kind;

	if (strcmp(kind, "search") == 0)
		return "Paid Search";
	if (strcmp(kind, "social") == 0)
		return "Paid Social";
	return strcmp(kind, "video") == 0 ? "Paid Video" : "Paid Other";
}

static const char *
kind_channel(const struct referrer *sender)
{
	for (size_t i = 0; sender != NULL && i < COUNT(kinds); i++)
		if (strcmp(kinds[i].kind, sender->kind) == 0)
			return kinds[i].channel;
	return "Unassigned";
}

static const char *
utm_channel(const char *source, const char *medium)
{
	const struct referrer *sender = find_source(source);

	if (medium != NULL && is_paid(medium))
		return paid_channel(sender);
	for (size_t i = 0; medium != NULL && i < COUNT(mediums); i++)
		if (str_same(mediums[i].medium, medium))
			return mediums[i].channel;
	return kind_channel(sender);
}

static const struct click_id *
find_click_id(const struct touch *touch)
{
	for (size_t i = 0; i < COUNT(click_ids); i++)
		for (int p = 0; p < TOUCH_PARAMS; p++)
			if (touch->raw[p] != NULL &&
			    strcmp(touch_param_name((enum touch_param)p),
			    click_ids[i].param) == 0)
				return &click_ids[i];
	return NULL;
}

static void
decide(struct touch *touch, const char *source, const char *medium,
    const char *channel, const char *rule)
{
	touch->source = source;
	touch->medium = medium;
	touch->channel = channel;
	touch->rule = rule;
}

static void
by_referrer(struct touch *touch)
{
	const struct referrer *sender = find_referrer(touch->referrer_host);

	for (size_t i = 0; sender != NULL && i < COUNT(kinds); i++)
		if (strcmp(kinds[i].kind, sender->kind) == 0) {
			decide(touch, sender->source, kinds[i].medium,
			    kinds[i].channel, "referrer host");
			return;
		}
	if (touch->referrer_host != NULL)
		decide(touch, touch->referrer_host, "referral", "Referral",
		    "outside referrer");
	else
		decide(touch, "(not set)", "(not set)", "Unassigned",
		    "campaign without source");
}

void
channel_derive(struct touch *touch)
{
	const char *source = touch->raw[UTM_SOURCE];
	const char *medium = touch->raw[UTM_MEDIUM];
	const struct click_id *id = find_click_id(touch);

	touch->campaign = touch->raw[UTM_CAMPAIGN] != NULL
	    ? touch->raw[UTM_CAMPAIGN] : touch->raw[AD_GROUP];
	if (source != NULL && medium == NULL && id != NULL &&
	    str_same(source, id->source))
		decide(touch, source, id->medium, id->channel,
		    "utm_source, medium from its click id");
	else if (source != NULL)
		decide(touch, source, medium != NULL ? medium : "(not set)",
		    utm_channel(source, medium), "utm_source");
	else if (id != NULL)
		decide(touch, id->source, medium != NULL ? medium
		    : id->medium, id->channel, id->param);
	else
		by_referrer(touch);
}
