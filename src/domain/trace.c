#include "trace.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "source.h"
#include "str.h"
#include "touch.h"

/* "google.com" of "https://google.com/?q", for people to recognise. */
static void
add_host(struct str *out, const char *address)
{
	const char *host = address == NULL ? NULL : strstr(address, "://");

	if (host == NULL)
		str_add(out, "another site");
	else
		str_add_bytes(out, host + 3, strcspn(host + 3, "/?#"));
}

static void
add_value(struct str *out, enum param param, const char *value)
{
	str_add(out, param_name(param));
	if (value == NULL)
		str_add(out, " was empty");
	else
		str_addf(out, " was \"%s\"", value);
}

/* Without one, what a source is remains unsaid. */
static const char *
kind_words(const char *name)
{
	static const struct {
		const char *kind, *words;
	} kinds[] = {
		{ "search", "a search engine" }, { "shopping", "a shop" },
		{ "social", "a social network" },
		{ "video", "a video site" }, { "ai", "an AI assistant" },
		{ "email", "a mail program" }, { "referral", "a known site" },
	};
	const struct source *source = name == NULL ? NULL
	    : source_by_name(name);

	for (size_t i = 0; source != NULL &&
	    i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].kind, source->kind) == 0)
			return kinds[i].words;
	return NULL;
}

/* Ids that were there and did not decide: people ask for those first. */
static void
add_unheard(const struct touch *touch, struct str *out)
{
	for (int i = 0; i < PARAMS; i++)
		if (param_is_click_id((enum param)i) && touch->raw[i] != NULL) {
			str_addf(out, "; %s was present too, but alone it"
			    " proves no click from there",
			    param_name((enum param)i));
			return;
		}
}

static void
tell_utm(const struct touch *touch, struct str *out)
{
	const char *raw = touch->raw[UTM_SOURCE];

	add_value(out, UTM_SOURCE, raw);
	if (raw != NULL && touch->source != NULL &&
	    !str_same(raw, touch->source))
		str_addf(out, ", which is %s", touch->source);
	str_add(out, "; ");
	add_value(out, UTM_MEDIUM, touch->raw[UTM_MEDIUM]);
}

static void
tell_upgrade(const struct touch *touch, struct str *out)
{
	tell_utm(touch, out);
	str_addf(out, "; %s was present, which proves a paid click there",
	    strchr(touch->rule, '+') + 1);
}

static void
tell_referrer(const struct touch *touch, struct str *out)
{
	const char *words = kind_words(touch->source);

	str_add(out, "the visitor came from ");
	add_host(out, touch->referrer);
	if (words != NULL)
		str_addf(out, ", which is %s, %s", touch->source, words);
	if (touch->raw[UTM_MEDIUM] != NULL) {
		str_add(out, "; ");
		add_value(out, UTM_MEDIUM, touch->raw[UTM_MEDIUM]);
	}
	add_unheard(touch, out);
}

static void
tell_referral(const struct touch *touch, struct str *out)
{
	str_add(out, "the visitor came from ");
	add_host(out, touch->referrer);
	str_add(out, ", which is no sender we know");
}

static void
tell_app(const struct touch *touch, struct str *out)
{
	str_addf(out, "only the browser tells: it is the one inside the app"
	    " of %s, so this is probable and not certain", touch->source);
}

static void
tell_nothing(const struct touch *touch, struct str *out)
{
	(void)touch;
	str_add(out, "there was a campaign, but no utm_source, no click id"
	    " and no other site");
}

/* A click id's own name is the rule. */
static bool
tell_click_id(const struct touch *touch, struct str *out)
{
	const struct param_word *word = param_find(touch->rule,
	    strlen(touch->rule));

	if (word == NULL || !param_is_click_id(word->kept))
		return false;
	str_addf(out, "%s was present; ", touch->rule);
	add_value(out, UTM_MEDIUM, touch->raw[UTM_MEDIUM]);
	return true;
}

static const struct {
	const char *rule;	/* how it begins */
	void (*tell)(const struct touch *touch, struct str *out);
} rules[] = {
	{ "utm_source+", tell_upgrade }, { "utm_source", tell_utm },
	{ "referrer", tell_referrer }, { "referral", tell_referral },
	{ "in_app", tell_app }, { "no_source", tell_nothing },
};

static bool
tell(const struct touch *touch, struct str *out)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (str_starts(touch->rule, rules[i].rule)) {
			rules[i].tell(touch, out);
			return true;
		}
	return tell_click_id(touch, out);
}

void
trace_print(const struct touch *touch, struct str *out)
{
	size_t before = out->size;

	if (touch->rule == NULL || touch->channel == NULL)
		return;
	str_add(out, touch->channel);
	str_add(out, " because ");
	if (tell(touch, out)) {
		str_add_char(out, '.');
		return;
	}
	out->size = before;
	out->data[before] = '\0';
}
