#include "command.h"

#include <stdio.h>
#include <string.h>

#include "commands.h"

static const struct command table[] = {
	{ "init", "[--dir DIR]", "make settings, folders and database;"
	    " bring an older one up", 0, 0,
	    { { "dir", "DIR", "where it all lies; default: the folder of the"
	    " leadpixel.conf in use, else ~/.config/leadpixel" } },
	    init_run },
	{ "config check", "", "show what was read of leadpixel.conf", 0, 0,
	    { { 0 } }, config_check },
	{ "project add", "NAME --privacy MODE [...]", "a client or brand and"
	    " its rules", 1, 1,
	    { { "privacy", "MODE", "identified, consent or anonymous; must be"
	    " given" },
	    { "account", "NAME", "the CRM account its leads go to" },
	    { "crm", "MODE", "off (default), watch: look people up and write"
	    " nothing, on: write" },
	    { "hold", "SECONDS", "how long a lead rests before it is sent;"
	    " default 420" },
	    { "ip-policy", "POLICY", "what is kept of visitors' addresses:"
	    " none, masked (default), full" },
	    { "time-zone", "ZONE", "for times in texts and reports, such as"
	    " Europe/Berlin; default UTC" } },
	    project_add },
	{ "project list", "", "all projects", 0, 0, { { 0 } },
	    project_list },
	{ "project show", "NAME", "all a project decides, in plain words", 1,
	    1, { { 0 } }, project_show },
	{ "project set", "NAME --OPTION VALUE [...]", "change what a project"
	    " decides; what is not given stays", 1, 1,
	    { { "privacy", "MODE", "identified, consent or anonymous; what is"
	    " stored already stays" },
	    { "dnt", "on|off", "heed \"DNT: 1\" of a browser as a refusal,"
	    " too" },
	    { "ip-policy", "POLICY", "what is kept of visitors' addresses:"
	    " none, masked, full" },
	    { "custom-params", "NAMES", "\"name ...\": parameters of addresses"
	    " to keep beside ours; \"\" for none" },
	    { "store-fields", "NAMES", "\"name ...\": which fields of a form"
	    " are kept; \"\" for all" },
	    { "thank-you", "PATHS", "\"/thanks /danke/*\": pages that follow"
	    " a form that was taken; \"\" for none" },
	    { "hold", "SECONDS", "how long a lead rests before it is sent" },
	    { "time-zone", "ZONE", "such as Europe/Berlin" },
	    { "retention-days", "N", "how long visits and leads are meant to"
	    " be kept" },
	    { "weak-match", "RULE", "review (default): nobody is written to"
	    " by name alone; write: one person with that very name and no"
	    " e-mail address is" },
	    { "wait-days", "N", "how long a lead waits for its person to"
	    " appear in Pipedrive; default 30" },
	    { "keep-back", "on|off", "on: leads of visitors without consent"
	    " do not go to Pipedrive" },
	    { "newsletter", "WHOM", "off, all_forms, or opt_in:FIELD: those"
	    " who tick that field" },
	    { "newsletter-url", "URL", "https address to sign people up at;"
	    " its token goes into the secrets file" },
	    { "newsletter-param", "NAME", "a page's address with NAME=1 and"
	    " an e-mail signs up, too; \"\" for none" },
	    { "newsletter-dates", "NAMES", "\"wedding_date date\": fields"
	    " with the date; the first that is there" },
	    { "webhook-url", "URL", "https address each lead is sent to as"
	    " JSON, signed; \"\" for none" } },
	    project_set },
	{ "pixel add", "PROJECT NAME [...]", "a website of a project", 2, 2,
	    { { "id", "PUBLIC_ID", "8 to 64 of A-Z a-z 0-9 - _; default:"
	    " made up" },
	    { "website", "URL", "its address, for reports" },
	    { "hosts", "\"HOST ...\"", "only pages of these hosts and their"
	    " sub-domains may use it; default: any" } },
	    pixel_add },
	{ "pixel list", "", "all pixels, with their last visit", 0, 0,
	    { { 0 } }, pixel_list },
	{ "pixel hosts", "PUBLIC_ID HOST ...", "only pages of these hosts and"
	    " their sub-domains may use it", 1, ARGUMENTS_MAX,
	    { { "any", NULL, "pages of any host may" } },
	    pixel_hosts },
	{ "pixel tag", "PUBLIC_ID [...]", "the script tag for its pages, and"
	    " where exactly to paste it", 1, 1,
	    { { "for", "PLACE", "html (default), wordpress, elementor, wix,"
	    " squarespace, shopify, webflow, gtm; csp: what a"
	    " Content-Security-Policy has to allow" },
	    { "use", "\"WORD ...\"", "what few sites need: consent embeds"
	    " answers fill contacts outbound downloads hash"
	    " links:HOST,..." },
	    { "consent", "required", "no visit is sent and nothing stored"
	    " before leadpixel('consent', true)" } },
	    pixel_tag },
	{ "crm account", "NAME --domain COMPANY", "a Pipedrive company; its"
	    " token goes into the secrets file", 1, 1,
	    { { "domain", "COMPANY", "\"acme\" of https://acme.pipedrive.com;"
	    " must be given" } },
	    crm_account },
	{ "crm setup", "ACCOUNT [...]", "find or make the fields of a set in"
	    " Pipedrive, after a preview", 1, 1,
	    { { "set", "SET", "basic (default): where people came from, first"
	    " and last; original: 37 values; all" },
	    { "yes", NULL, "do it without a question" } }, crm_setup },
	{ "crm check", "ACCOUNT", "whose token it is, what it may spend, and"
	    " whether all mapped fields are there", 1, 1, { { 0 } },
	    crm_check },
	{ "crm fields", "[ACCOUNT]", "what can be written, and where it"
	    " goes", 0, 1, { { 0 } }, crm_fields },
	{ "crm map", "ACCOUNT NAME KEY TYPE [always|if_empty]", "write a"
	    " value of each lead to a field of the person", 4, 5, { { 0 } },
	    crm_map },
	{ "crm on", "PROJECT [...]", "write new leads to the CRM; earlier ones"
	    " if you say so", 1, 1,
	    { { "account", "NAME", "the account; default: the one it has" },
	    { "since", "DATE|all|none", "send the leads kept here since then,"
	    " too; default: ask, without a terminal none" },
	    { "yes", NULL, "do it without a question" } }, crm_on },
	{ "crm watch", "PROJECT [--account NAME]", "only look people up,"
	    " write nothing", 1, 1, { { "account", "NAME", "the account;"
	    " default: the one it has" } }, crm_watch },
	{ "crm off", "PROJECT", "keep new leads here", 1, 1, { { 0 } },
	    crm_off },
	{ "form list", "", "the forms seen on each site, and whether they"
	    " bring leads", 0, 0, { { 0 } }, form_list },
	{ "form treat", "ID auto|lead|event", "what a form's submissions are"
	    " from now on.  auto: leads if there is an e-mail address or"
	    " telephone number and it is no log-in, search or payment form;"
	    " lead: always leads; event: never, only counted", 2, 2,
	    { { 0 } }, form_treat },
	{ "campaign list", "PROJECT", "names of campaigns that addresses only"
	    " number", 1, 1, { { 0 } }, campaign_list },
	{ "campaign set", "PROJECT ID NAME", "what a campaign is called; ID"
	    " as it stands in utm_campaign, utm_id or gad_campaignid; NAME"
	    " \"\" drops it", 3, 3, { { 0 } }, campaign_set },
	{ "campaign import", "PROJECT FILE", "many names at once: a CSV of two"
	    " columns, id,name; all of it or, when a line is wrong,"
	    " nothing", 2, 2, { { 0 } }, campaign_import },
	{ "key add", "NAME [...]", "a key of the API, shown once", 1, 1,
	    { { "role", "ROLE", "read (default) or manage" },
	    { "project", "NAME", "only this project; default: all" } },
	    key_add },
	{ "key list", "", "all keys: whose, and when used last", 0, 0,
	    { { 0 } }, key_list },
	{ "key revoke", "NAME", "a key opens nothing from now on, nor do"
	    " browsers logged in by it", 1, 1, { { 0 } }, key_revoke },
	{ "hits", "[...]", "the newest hits, stored or not, and why not",
	    0, 0,
	    { { "pixel", "PUBLIC_ID", "only of this pixel" },
	    { "last", "N", "how many, up to 200; default 20" } },
	    hits_list },
	{ "lead list", "[...]", "the newest leads and what became of them",
	    0, 0,
	    { { "state", "STATE", "only those in this state: held, ready,"
	    " retry, unsure, waiting, review, suspect, synced, unchanged,"
	    " not_found, failed, skipped, cancelled" },
	    { "signups", NULL, "those who signed up to the newsletter by a"
	    " page's address: no leads" },
	    { "last", "N", "how many; default 20" } },
	    lead_list },
	{ "lead show", "ID", "who, from where, what they did, and what"
	    " stands in the CRM", 1, 1, { { 0 } }, lead_show },
	{ "lead requeue", "ID [...]", "send it once more, from the"
	    " beginning", 1, 1,
	    { { "target", "TARGET", "pipedrive (default), newsletter,"
	    " webhook" } },
	    lead_requeue },
	{ "lead cancel", "ID [...]", "call off what is not sent yet", 1, 1,
	    { { "target", "TARGET", "pipedrive (default), newsletter,"
	    " webhook" } },
	    lead_cancel },
	{ "lead resolve", "ID --person NUMBER | --none", "say who in the CRM a"
	    " lead's person is", 1, 1,
	    { { "person", "NUMBER", "of the person there, as in the address of"
	    " their page" },
	    { "none", NULL, "nobody there is the person" } },
	    lead_resolve },
	{ "lead undo", "ID", "take back what a lead wrote onto its person;"
	    " what somebody has changed since stays", 1, 1, { { 0 } },
	    lead_undo },
	{ "lead release", "ID", "a lead kept back as a robot's is a person's:"
	    " send it", 1, 1, { { 0 } }, lead_release },
	{ "lead spam", "ID", "a lead kept back or to be looked at is never"
	    " sent", 1, 1, { { 0 } }, lead_spam },
	{ "lead test", "PROJECT --email ADDRESS", "show what a lead of that"
	    " person would write in the CRM; nothing is written", 1, 1,
	    { { "email", "ADDRESS", "somebody's in the CRM; must be given" } },
	    lead_test },
	{ "place", "ADDRESS [--file FILE]", "what the geo database says of an"
	    " address", 1, 1,
	    { { "file", "FILE", "this mmdb file; default: geo_database" } },
	    place_show },
	{ "run-sync", "[--dry-run]", "deliver now what is due", 0, 0,
	    { { "dry-run", NULL, "show what would be written, and change"
	    " nothing" } },
	    sync_run },
	{ "status", "", "is all well? exit 0: yes, 1: look, 2: broken", 0, 0,
	    { { 0 } }, status_show },
};

const struct command *
commands_at(size_t i)
{
	return i < sizeof(table) / sizeof(table[0]) ? &table[i] : NULL;
}

const struct command *
commands_find(const char *const *words, size_t count, size_t *used)
{
	char pair[64];
	const struct command *command;

	snprintf(pair, sizeof(pair), "%.30s %.30s", words[0],
	    count > 1 ? words[1] : "");
	for (size_t i = 0; (command = commands_at(i)) != NULL; i++) {
		*used = strchr(command->name, ' ') == NULL ? 1 : 2;
		if (strcmp(command->name, *used == 1 ? words[0] : pair) == 0)
			return command;
	}
	return NULL;
}
