#include "outlet_page.h"

#include <stdio.h>
#include <string.h>

#include "json.h"
#include "newsletter.h"
#include "order.h"
#include "outlet.h"
#include "outlets.h"
#include "page.h"
#include "secrets.h"

enum { LINE = 4096 };

/* What is still missing, as a sentence; nothing is added when all is there. */
static void
add_missing(const struct order *order, const struct outlets *outlets,
    enum target target, struct str *out)
{
	struct secrets secrets;
	char why[LINE / 4];

	if (!secrets_read(order->config.secrets, &secrets, why,
	    sizeof(why))) {
		str_addf(out, "The secrets file cannot be read here: %s.",
		    why);
		return;
	}
	const struct outlet outlet = outlet_of(outlets, target, &secrets);
	if (outlet.on && !outlet_is_ready(&outlet, &order->config, why,
	    sizeof(why)))
		str_addf(out, "Nothing is sent yet: %s (%s).", why,
		    order->config.secrets);
}

/* Who is signed up, and by what. */
static void
add_who(const struct outlets *outlets, const char *privacy, struct str *out)
{
	struct newsletter_policy policy;

	if (!newsletter_policy_read(outlets->newsletter, &policy))
		str_addf(out, "\"%s\" is no policy: nobody is signed up",
		    outlets->newsletter);
	else if (policy.kind == NEWSLETTER_ALL)
		str_add(out, "all_forms: each lead with an e-mail address is"
		    " signed up, unless the visitor refused to be tracked");
	else if (policy.kind == NEWSLETTER_OPT_IN)
		str_addf(out, "opt_in: a lead is signed up when the form's"
		    " field \"%s\" was ticked or filled in", policy.field);
	else
		str_add(out, "off: no lead is signed up");
	if (outlets->newsletter_param[0] == '\0')
		return;
	str_addf(out, "; a page's address with %s=1 and an e-mail signs that"
	    " up, and is no lead", outlets->newsletter_param);
	if (strcmp(privacy, "anonymous") == 0)
		str_add(out, " (never here: visits of this project are not"
		    " stored)");
}

static void
print_letters(const struct order *order, const struct outlets *outlets,
    const char *privacy)
{
	char room[LINE];
	struct str text;

	str_init(&text, room, sizeof(room));
	add_who(outlets, privacy, &text);
	page_field("Letters", room);
	if (strcmp(outlets->newsletter, "off") == 0 &&
	    outlets->newsletter_param[0] == '\0')
		return;
	snprintf(room, sizeof(room), "by POST to %s", outlets->newsletter_url);
	page_field(" ", room);
	snprintf(room, sizeof(room), "with the date of the first of these"
	    " fields that is there: %s; else a year after the lead",
	    outlets->newsletter_dates[0] == '\0' ? "(none)"
	    : outlets->newsletter_dates);
	page_field(" ", room);
	str_init(&text, room, sizeof(room));
	add_missing(order, outlets, TARGET_NEWSLETTER, &text);
	page_field(" ", room);
}

void
outlet_page_print(const struct order *order, const struct outlets *outlets,
    const char *privacy)
{
	char room[LINE];
	struct str text;

	print_letters(order, outlets, privacy);
	if (outlets->webhook_url[0] == '\0') {
		page_field("Webhook", "none");
		return;
	}
	snprintf(room, sizeof(room), "each lead is sent, signed, by POST to"
	    " %s", outlets->webhook_url);
	page_field("Webhook", room);
	str_init(&text, room, sizeof(room));
	add_missing(order, outlets, TARGET_WEBHOOK, &text);
	page_field(" ", room);
}

static void
answer_missing(const struct order *order, const struct outlets *outlets,
    enum target target, struct str *out)
{
	char room[LINE];
	struct str text;

	str_init(&text, room, sizeof(room));
	add_missing(order, outlets, target, &text);
	json_add_text(out, target == TARGET_NEWSLETTER ? "newsletter_missing"
	    : "webhook_missing", text.size == 0 ? NULL : room);
}

void
outlet_page_answer(const struct order *order, const struct outlets *outlets,
    struct str *out)
{
	json_add_text(out, "newsletter", outlets->newsletter);
	json_add_text(out, "newsletter_url", outlets->newsletter_url);
	json_add_text(out, "newsletter_param", outlets->newsletter_param);
	json_add_text(out, "newsletter_dates", outlets->newsletter_dates);
	answer_missing(order, outlets, TARGET_NEWSLETTER, out);
	json_add_text(out, "webhook_url", outlets->webhook_url);
	answer_missing(order, outlets, TARGET_WEBHOOK, out);
}
