#include "check.h"
#include "str.h"
#include "touch.h"
#include "trace.h"

/* A touch as it was stored, and what people are told. */
static const struct {
	struct touch touch;
	const char *words;
} cases[] = {
	{ { .rule = "gclid", .source = "google", .channel = "Paid Search",
	    .raw[GCLID] = "x" },
	    "Paid Search because gclid was present; utm_medium was empty." },
	{ { .rule = "gclid", .source = "google", .channel = "Paid Search",
	    .raw[GCLID] = "x", .raw[UTM_MEDIUM] = "CPC" },
	    "Paid Search because gclid was present; utm_medium was \"CPC\"." },
	{ { .rule = "utm_source", .source = "facebook",
	    .channel = "Paid Social", .raw[UTM_SOURCE] = "FB",
	    .raw[UTM_MEDIUM] = "paid" },
	    "Paid Social because utm_source was \"FB\", which is facebook;"
	    " utm_medium was \"paid\"." },
	{ { .rule = "utm_source", .source = "news", .channel = "Unassigned",
	    .raw[UTM_SOURCE] = "News" },
	    "Unassigned because utm_source was \"News\"; utm_medium was"
	    " empty." },
	{ { .rule = "utm_source+gclid", .source = "google",
	    .channel = "Paid Search", .raw[UTM_SOURCE] = "google",
	    .raw[UTM_MEDIUM] = "organic", .raw[GCLID] = "x" },
	    "Paid Search because utm_source was \"google\"; utm_medium was"
	    " \"organic\"; gclid was present, which proves a paid click"
	    " there." },
	{ { .rule = "referrer", .source = "google",
	    .channel = "Organic Search",
	    .referrer = "https://www.google.com/" },
	    "Organic Search because the visitor came from www.google.com,"
	    " which is google, a search engine." },
	{ { .rule = "referrer", .source = "linkedin",
	    .channel = "Organic Social", .raw[GCLID] = "x",
	    .referrer = "https://www.linkedin.com/feed?x" },
	    "Organic Social because the visitor came from www.linkedin.com,"
	    " which is linkedin, a social network; gclid was present too, but"
	    " alone it proves no click from there." },
	{ { .rule = "referral", .source = "partner.example",
	    .channel = "Referral", .referrer = "https://partner.example/a" },
	    "Referral because the visitor came from partner.example, which is"
	    " no sender we know." },
	{ { .rule = "in_app", .source = "instagram",
	    .channel = "Organic Social" },
	    "Organic Social because only the browser tells: it is the one"
	    " inside the app of instagram, so this is probable and not"
	    " certain." },
	{ { .rule = "no_source", .source = "(not set)",
	    .channel = "Unassigned", .raw[UTM_CAMPAIGN] = "x" },
	    "Unassigned because there was a campaign, but no utm_source, no"
	    " click id and no other site." },
	/* a rule of another version, or none: rather nothing */
	{ { .rule = "utm_campaign", .source = "x", .channel = "Email" }, "" },
	{ { .rule = "nonsense", .source = "x", .channel = "Email" }, "" },
	{ { .channel = "Email" }, "" },
	{ { .rule = "referral" }, "" },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char room[1024];
		struct str out;

		CHECK_CASE(cases[i].words);
		str_init(&out, room, sizeof(room));
		trace_print(&cases[i].touch, &out);
		CHECK_TEXT(out.data, cases[i].words);
	}
	return check_failed();
}
