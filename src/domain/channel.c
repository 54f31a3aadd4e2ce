#include "channel.h"

#include <stddef.h>
#include <string.h>

#include "str.h"

/* What the rules ask of a touch. */
struct asked {
	const char *source, *medium, *campaign;	/* never NULL */
	const char *kind;			/* of the source, or "" */
};

static bool
is_one_of(const char *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(text, *words) == 0)
			return true;
	return false;
}

bool
channel_is_paid(const char *medium)
{
	return strstr(medium, "cp") != NULL || strcmp(medium, "ppc") == 0 ||
	    strcmp(medium, "retargeting") == 0 || str_starts(medium, "paid");
}

/* ^(.*(([^a-df-z]|^)shop|shopping).*)$: "e-shop" is one, "workshop" none */
static bool
names_shop(const char *campaign)
{
	const char *at = campaign;

	if (strcasestr(campaign, "shopping") != NULL)
		return true;
	for (; (at = strcasestr(at, "shop")) != NULL; at++)
		if (at == campaign || strchr("abcdfghijklmnopqrstuvwxyz",
		    at[-1] | 0x20) == NULL)
			return true;
	return false;
}

static bool
is_direct(const struct asked *asked)
{
	static const char *const sources[] = { "(direct)", "direct", NULL };
	static const char *const mediums[] = { "(not set)", "(none)",
		"none", NULL };

	return is_one_of(asked->source, sources) &&
	    is_one_of(asked->medium, mediums);
}

static bool
is_cross_network(const struct asked *asked)
{
	return strcasestr(asked->campaign, "cross-network") != NULL;
}

static bool
is_shopping(const struct asked *asked)
{
	return strcmp(asked->kind, "shopping") == 0 ||
	    names_shop(asked->campaign);
}

static bool
is_search(const struct asked *asked)
{
	return strcmp(asked->kind, "search") == 0;
}

static bool
is_social(const struct asked *asked)
{
	return strcmp(asked->kind, "social") == 0;
}

static bool
is_video(const struct asked *asked)
{
	return strcmp(asked->kind, "video") == 0;
}

static bool
is_anything(const struct asked *asked)
{
	(void)asked;
	return true;
}

static bool
is_display(const struct asked *asked)
{
	static const char *const mediums[] = { "display", "banner",
		"expandable", "interstitial", "cpm", NULL };

	return is_one_of(asked->medium, mediums);
}

static bool
is_organic_social(const struct asked *asked)
{
	static const char *const mediums[] = { "social", "social-network",
		"social-media", "sm", "social network", "social media", NULL };

	return is_social(asked) || is_one_of(asked->medium, mediums);
}

static bool
is_organic_video(const struct asked *asked)
{
	return is_video(asked) || strstr(asked->medium, "video") != NULL;
}

static bool
is_assistant(const struct asked *asked)
{
	return strcmp(asked->kind, "ai") == 0 ||
	    strcmp(asked->medium, "ai-assistant") == 0;
}

static bool
is_organic_search(const struct asked *asked)
{
	return is_search(asked) || strcmp(asked->medium, "organic") == 0;
}

static bool
is_referral(const struct asked *asked)
{
	static const char *const mediums[] = { "referral", "app", "link",
		NULL };

	return is_one_of(asked->medium, mediums);
}

static bool
is_email(const struct asked *asked)
{
	static const char *const words[] = { "email", "e-mail", "e_mail",
		"e mail", "newsletter", NULL };

	return is_one_of(asked->source, words) ||
	    is_one_of(asked->medium, words) ||
	    strcmp(asked->kind, "email") == 0;
}

static bool
is_affiliate(const struct asked *asked)
{
	return strcmp(asked->medium, "affiliate") == 0 ||
	    strcmp(asked->medium, "affiliates") == 0;
}

static bool
is_audio(const struct asked *asked)
{
	return strcmp(asked->medium, "audio") == 0;
}

static bool
is_sms(const struct asked *asked)
{
	return strcmp(asked->source, "sms") == 0 ||
	    strcmp(asked->medium, "sms") == 0;
}

static bool
is_push(const struct asked *asked)
{
	return str_ends(asked->medium, "push") ||
	    strstr(asked->medium, "mobile") != NULL ||
	    strstr(asked->medium, "notification") != NULL ||
	    strcmp(asked->source, "firebase") == 0;
}

/* GA4's default channel group, in its order; the first that holds. */
static const struct {
	const char *channel;
	bool paid;		/* only where the medium says paid */
	bool (*holds)(const struct asked *asked);
} channels[] = {
	{ "Direct", false, is_direct },
	{ "Cross-network", false, is_cross_network },
	{ "Paid Shopping", true, is_shopping },
	{ "Paid Search", true, is_search },
	{ "Paid Social", true, is_social },
	{ "Paid Video", true, is_video },
	{ "Display", false, is_display },
	{ "Paid Other", true, is_anything },
	{ "Organic Shopping", false, is_shopping },
	{ "Organic Social", false, is_organic_social },
	{ "Organic Video", false, is_organic_video },
	{ "AI Assistant", false, is_assistant },
	{ "Organic Search", false, is_organic_search },
	{ "Referral", false, is_referral },
	{ "Email", false, is_email },
	{ "Affiliates", false, is_affiliate },
	{ "Audio", false, is_audio },
	{ "SMS", false, is_sms },
	{ "Mobile Push Notifications", false, is_push },
	{ "Unassigned", false, is_anything },
};

const char *
channel_of(const char *source, const char *kind, const char *medium,
    const char *campaign)
{
	const struct asked asked = {
		.source = source, .medium = medium, .kind = kind,
		.campaign = campaign == NULL ? "" : campaign,
	};
	bool paid = channel_is_paid(medium);
	size_t i = 0;

	while ((channels[i].paid && !paid) || !channels[i].holds(&asked))
		i++;
	return channels[i].channel;
}

bool
channel_is_direct(const char *channel)
{
	return strcmp(channel, "Direct") == 0;
}
