#include "advice.h"

#include "str.h"

/* So few say nothing about how links are made. */
enum { FEW = 20 };

static void
nothing_came(const struct advice_counts *counts, struct str *out)
{
	if (counts->events == 0)
		str_add(out, "No event came in 48 hours: is the tag in the"
		    " pages?  `leadpixel hits` shows what came, and why it"
		    " was not stored.");
}

static void
no_utm(const struct advice_counts *counts, struct str *out)
{
	if (counts->events >= FEW && counts->with_utm == 0 &&
	    counts->clicked == 0)
		str_addf(out, "None of %lld events came by a link with UTM"
		    " parameters: tag the links of ads and newsletters with"
		    " utm_source, utm_medium and utm_campaign.",
		    (long long)counts->events);
}

static void
untagged(const struct advice_counts *counts, struct str *out)
{
	if (counts->untagged > counts->clicked_only)
		str_addf(out, "%lld of %lld events came by addresses with"
		    " parameters but without utm_source: add it to these"
		    " links.", (long long)(counts->untagged -
		    counts->clicked_only), (long long)counts->events);
}

static void
clicked_only(const struct advice_counts *counts, struct str *out)
{
	if (counts->clicked_only > 0)
		str_addf(out, "%lld of %lld events came by ads whose links"
		    " carry a click id alone: the platform is known, the"
		    " campaign is not.  Add utm_campaign to the final URL"
		    " (suffix).", (long long)counts->clicked_only,
		    (long long)counts->events);
}

static void
no_medium(const struct advice_counts *counts, struct str *out)
{
	if (counts->no_medium > 0)
		str_addf(out, "%lld of %lld events came with a utm_source but"
		    " without a utm_medium: without cpc, email or the like,"
		    " their channel is a guess.",
		    (long long)counts->no_medium,
		    (long long)counts->events);
}

static void
twins(const struct advice_counts *counts, struct str *out)
{
	if (counts->twin_a != NULL && counts->twin_b != NULL)
		str_addf(out, "utm_source is written both \"%.100s\" and"
		    " \"%.100s\": use one spelling, in small letters.",
		    counts->twin_a, counts->twin_b);
}

static void
no_leads(const struct advice_counts *counts, struct str *out)
{
	if (counts->forms > 0 && counts->leads == 0)
		str_addf(out, "None of the forms sent (%lld) was a lead:"
		    " without an e-mail address or telephone number there is"
		    " nobody to find.  `leadpixel form list` shows what each"
		    " form is taken for.", (long long)counts->forms);
}

static void
none_synced(const struct advice_counts *counts, struct str *out)
{
	if (counts->leads > 0 && counts->synced == 0)
		str_addf(out, "None of %lld leads stands in Pipedrive yet:"
		    " `leadpixel lead list` says why.",
		    (long long)counts->leads);
}

static void (*const rules[])(const struct advice_counts *counts,
    struct str *out) = { nothing_came, no_utm, untagged, clicked_only,
	no_medium, twins, no_leads, none_synced };

bool
advice_rule(const struct advice_counts *counts, size_t i, struct str *out)
{
	if (i >= sizeof(rules) / sizeof(rules[0]))
		return false;
	rules[i](counts, out);
	return true;
}
