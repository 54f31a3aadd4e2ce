#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "json.h"
#include "order.h"
#include "outlet_page.h"
#include "outlets.h"
#include "page.h"
#include "projects.h"
#include "rules.h"

enum { LINE = 2048 };

/* What a word of a setting means. */
struct meaning {
	const char *word, *text;
};

static const struct meaning privacies[] = {
	{ "identified", "identified: each visitor is known again by a"
	    " cookie" },
	{ "consent", "consent: no cookie and no id before the page says so"
	    " by leadpixel('consent', true)" },
	{ "anonymous", "anonymous: nobody is known again and nothing is"
	    " stored in the browser; visits are counted only" },
	{ NULL, NULL },
};

static const struct meaning addresses[] = {
	{ "none", "none: a visitor's IP address is not kept" },
	{ "masked", "masked: of a visitor's IP address only the network is"
	    " kept (/24, /48)" },
	{ "full", "full: a visitor's IP address is kept whole" },
	{ NULL, NULL },
};

static const struct meaning crms[] = {
	{ "off", "off: leads stay here" },
	{ "watch", "watch: people are looked up, nothing is written" },
	{ "on", "on: leads are written to the person in Pipedrive" },
	{ NULL, NULL },
};

static const char *
explain(const struct meaning *meaning, const char *word)
{
	while (meaning->word != NULL && strcmp(meaning->word, word) != 0)
		meaning++;
	return meaning->word == NULL ? word : meaning->text;
}

static int
answer(struct order *order, const struct project *project,
    const struct outlets *outlets)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '{');
	json_add_int(&out, "id", project->id);
	json_add_text(&out, "name", project->name);
	json_add_text(&out, "account", project->account);
	json_add_text(&out, "crm", project->crm);
	json_add_text(&out, "privacy", project->privacy);
	json_add_bool(&out, "dnt", project->dnt);
	json_add_text(&out, "ip_policy", project->ip_policy);
	json_add_text(&out, "custom_params", project->custom_params);
	json_add_text(&out, "store_fields", project->store_fields);
	json_add_text(&out, "thank_you", project->thank_you);
	json_add_int(&out, "hold_seconds", project->hold_seconds);
	json_add_text(&out, "time_zone", project->time_zone);
	json_add_int(&out, "retention_days", project->retention_days);
	json_add_text(&out, "weak_match", project->weak_match);
	json_add_int(&out, "wait_days", project->wait_days);
	json_add_bool(&out, "keep_back", project->keep_back);
	outlet_page_answer(order, outlets, &out);
	json_close(&out, '}');
	return answer_end(&out);
}

/* What of a form and of an address is kept. */
static void
print_kept(const struct project *project)
{
	char text[LINE];

	snprintf(text, sizeof(text), "beside those leadpixel knows (utm_*,"
	    " click ids): %s", project->custom_params[0] == '\0' ? "none"
	    : project->custom_params);
	page_field("Params", text);
	snprintf(text, sizeof(text), "%s", project->store_fields[0] == '\0'
	    ? "all a form holds, without passwords, cards and the like"
	    : project->store_fields);
	page_field("Fields", text);
	if (project->store_fields[0] != '\0')
		page_field(" ", "and, in any case, the e-mail address,"
		    " telephone number, name and company of a lead");
}

static void
print_thanks(const struct project *project)
{
	char text[LINE];

	snprintf(text, sizeof(text), "%s: who sees one within half an hour"
	    " of a form, its form took it", project->thank_you);
	page_field("Thanks", project->thank_you[0] == '\0' ? "no page is said"
	    " to follow a form that was taken" : text);
}

static void
print_times(const struct project *project)
{
	char text[LINE];

	snprintf(text, sizeof(text), "a lead rests %lld seconds before it is"
	    " sent", (long long)project->hold_seconds);
	page_field("Hold", text);
	page_field("Zone", project->time_zone);
	snprintf(text, sizeof(text), "visits and leads are meant to be kept"
	    " %lld days", (long long)project->retention_days);
	page_field("Keep", text);
}

/* Whose person a lead is, and which leads go there. */
static void
print_matching(const struct project *project)
{
	char text[LINE];

	page_field("Match", strcmp(project->weak_match, "write") == 0
	    ? "by e-mail, or by name where one person has that very name and"
	    " no address" : "by e-mail; a telephone number or a name alone"
	    " waits for you to choose");
	snprintf(text, sizeof(text), "up to %lld days for the person to"
	    " appear in Pipedrive", (long long)project->wait_days);
	page_field("Wait", text);
	page_field("Consent", project->keep_back ? "leads without it do not"
	    " go to Pipedrive" : "leads without it are written with their own"
	    " page's parameters only");
}

int
project_show(struct order *order)
{
	const char *const name = order->arguments[0];
	const struct project *project;
	const struct outlets *outlets;
	const int code = order_open(order, false);
	char text[LINE];

	if (code != EX_OK)
		return code;
	if (!projects_find(order->db, &order->arena, name, &project))
		return order_failed(order);
	if (project == NULL) {
		complain("there is no project \"%s\"; `leadpixel project"
		    " list` shows those there are", name);
		return EX_DATAERR;
	}
	if (!outlets_read(order->db, &order->arena, project->id, &outlets) ||
	    outlets == NULL)
		return order_failed(order);
	if (order->json)
		return answer(order, project, outlets);
	page_field("Project", project->name);
	snprintf(text, sizeof(text), "%s; account: %s", explain(crms,
	    project->crm), project->account == NULL ? "none"
	    : project->account);
	page_field("CRM", text);
	print_matching(project);
	outlet_page_print(order, outlets, project->privacy);
	page_field("Privacy", explain(privacies, project->privacy));
	page_field("DNT", project->dnt ? "on: a browser that sends \"DNT: 1\""
	    " refuses, as one with Sec-GPC does" : "off: only Sec-GPC is a"
	    " browser's refusal");
	page_field("IP", explain(addresses, project->ip_policy));
	print_kept(project);
	print_thanks(project);
	print_times(project);
	puts("\nleadpixel project set NAME --help says how each is changed.");
	return EX_OK;
}

/* What somebody has to know who changes it while visitors are there. */
static void
print_privacy(const char *privacy)
{
	char text[LINE];

	snprintf(text, sizeof(text), "From the next visit on: %s.  What is"
	    " stored already stays as it is: nothing is deleted, and nothing"
	    " is added to it.%s", explain(privacies, privacy),
	    strcmp(privacy, "identified") == 0 ? "" : "  Cookies that"
	    " browsers hold from before stay there until they run out;"
	    " nobody is known by them where this mode does not allow it.");
	page_wrap(text, 0);
}

static bool
is_any_given(const struct order *order)
{
	for (size_t i = 0; i < OPTIONS_MAX; i++)
		if (order->values[i] != NULL)
			return true;
	complain("say what to change; `leadpixel project set --help` lists"
	    " what can be");
	return false;
}

int
project_set(struct order *order)
{
	const char *const name = order->arguments[0];
	struct new_rules new = {
		.privacy = order_option(order, "privacy"),
		.ip_policy = order_option(order, "ip-policy"),
		.time_zone = order_option(order, "time-zone"),
		.dnt = order_option(order, "dnt"),
		.custom_params = order_option(order, "custom-params"),
		.store_fields = order_option(order, "store-fields"),
		.thank_you = order_option(order, "thank-you"),
		.weak_match = order_option(order, "weak-match"),
		.keep_back = order_option(order, "keep-back"),
		.hold_seconds = -1,
		.retention_days = -1,
		.wait_days = -1,
		.outlets = {
			.newsletter = order_option(order, "newsletter"),
			.newsletter_url = order_option(order,
			    "newsletter-url"),
			.newsletter_param = order_option(order,
			    "newsletter-param"),
			.newsletter_dates = order_option(order,
			    "newsletter-dates"),
			.webhook_url = order_option(order, "webhook-url"),
		},
	};
	char room[RULES_TEXT];
	struct str said;

	if (!is_any_given(order) ||
	    !order_number(order, "hold", 0, 86400, &new.hold_seconds) ||
	    !order_number(order, "retention-days", 1, 3650,
	    &new.retention_days) ||
	    !order_number(order, "wait-days", 0, 365, &new.wait_days))
		return EX_USAGE;
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	new.outlets.loopback = order->config.post_loopback;
	str_init(&said, room, sizeof(room));
	const struct editor editor = order_editor(order);
	code = order_ended(order, rules_change(&editor, name, &new, &said));
	if (code != EX_OK)
		return code;
	puts(said.size == 0 ? "Nothing changed: that is how it was." : room);
	if (strncmp(room, "privacy: ", 9) == 0)
		print_privacy(new.privacy);
	return EX_OK;
}
