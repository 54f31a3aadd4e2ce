#include "routes.h"

#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "breakers.h"
#include "config.h"
#include "date.h"
#include "inquiry.h"
#include "json.h"
#include "ledgers.h"
#include "office.h"
#include "projects.h"
#include "str.h"

enum { URL = 512 };

/* What stands in the way of an account's calls, the worst first. */
enum way { WAY_REFUSED, WAY_PAUSED, WAY_UNMAPPED, WAY_UNTRIED, WAY_CLEAR };

/* One account, with what was read of it. */
struct card {
	const struct account *account;
	const struct project *projects;	/* all there are */
	struct breaker breakers[BREAKERS];
	struct budget budget;
};

/* An open breaker of an account: one that bars before one that only rests. */
static const struct breaker *
wall_of(const struct card *card, enum breaker_name *out)
{
	const struct breaker *found = NULL;

	for (int i = 0; i < BREAKERS; i++) {
		const enum breaker_name name = (enum breaker_name)i;

		if (card->breakers[i].state == BREAKER_CLOSED ||
		    (found != NULL && !breaker_bars(name)))
			continue;
		found = &card->breakers[i];
		*out = name;
		if (breaker_bars(name))
			break;
	}
	return found;
}

static enum way
way_of(const struct card *card, const struct breaker *wall,
    enum breaker_name name)
{
	if (wall != NULL)
		return breaker_bars(name) ? WAY_REFUSED : WAY_PAUSED;
	if (card->account->fields == 0)
		return WAY_UNMAPPED;
	return card->budget.day == 0 ? WAY_UNTRIED : WAY_CLEAR;
}

static void
add_way(struct str *out, const struct card *card)
{
	static const char *const words[] = { [WAY_REFUSED] = "refused",
		[WAY_PAUSED] = "paused", [WAY_UNMAPPED] = "unmapped",
		[WAY_UNTRIED] = "untried", [WAY_CLEAR] = "connected" };
	enum breaker_name name = BREAKER_TRANSPORT;
	const struct breaker *const wall = wall_of(card, &name);
	const enum way way = way_of(card, wall, name);

	json_add_text(out, "state", words[way]);
	json_add_bool(out, "connected", way == WAY_CLEAR);
	inquiry_text(out, "why", wall == NULL ? NULL : breaker_cause(name));
	/* a token has no time: whoever mends it ends it */
	inquiry_time(out, "until", wall == NULL || name == BREAKER_AUTH ? 0
	    : wall->open_until);
	json_add_int(out, "fields", card->account->fields);
}

static void
add_optional(struct str *out, const char *name, int64_t number, bool known)
{
	if (known)
		json_add_int(out, name, number);
	else
		json_add_null(out, name);
}

static void
add_budget(const struct inquiry *inquiry, struct str *out,
    const struct budget *budget)
{
	const struct config *const config = inquiry->api->config;
	const struct budget_terms terms = {
		.daily_tokens = config->crm_daily_tokens,
		.share = config->budget_share };
	const bool today = budget->day == date_day(inquiry->now);

	json_open(out, "budget", '{');
	json_add_int(out, "used_today", today ? budget->tokens : 0);
	json_add_int(out, "share", budget_share(budget, &terms));
	add_optional(out, "company_limit", budget->day_limit,
	    budget->day_limit > 0);
	add_optional(out, "company_left", budget->day_left, today &&
	    budget->day_left >= 0);
	json_close(out, '}');
}

static bool
uses(const struct inquiry *inquiry, const struct project *project,
    const struct account *account)
{
	return project->account_id == account->id &&
	    inquiry_sees(inquiry, project->id);
}

static void
add_projects(const struct inquiry *inquiry, struct str *out,
    const struct card *card)
{
	json_open(out, "projects", '[');
	for (const struct project *project = card->projects;
	    project != NULL; project = project->next) {
		if (!uses(inquiry, project, card->account))
			continue;
		json_open(out, NULL, '{');
		json_add_int(out, "id", project->id);
		json_add_text(out, "name", project->name);
		json_add_text(out, "crm", project->crm);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* All, or to a key of one project that project's. */
static bool
is_seen(const struct inquiry *inquiry, const struct card *card)
{
	const struct project *project = card->projects;

	while (project != NULL && !uses(inquiry, project, card->account))
		project = project->next;
	return inquiry->who.project == 0 || project != NULL;
}

static bool
add_card(const struct inquiry *inquiry, struct str *out, struct card *card)
{
	const struct account *const account = card->account;
	const struct walled whose = { TARGET_PIPEDRIVE, account->id };
	char url[URL];

	if (!is_seen(inquiry, card))
		return true;
	if (!breakers_read(inquiry->db, &whose, card->breakers) ||
	    !ledgers_read(inquiry->db, account->id, &card->budget))
		return false;
	snprintf(url, sizeof(url), "https://%s.pipedrive.com/",
	    account->domain);
	json_open(out, NULL, '{');
	json_add_text(out, "name", account->name);
	json_add_text(out, "company", account->domain);
	json_add_text(out, "url", url);
	add_way(out, card);
	add_budget(inquiry, out, &card->budget);
	add_projects(inquiry, out, card);
	json_close(out, '}');
	return true;
}

void
accounts_show(struct inquiry *inquiry)
{
	const struct account *account;
	struct card card = { .account = NULL };
	bool whole = true;

	if (!accounts_list(inquiry->db, inquiry->arena, &account) ||
	    !projects_list(inquiry->db, inquiry->arena, &card.projects)) {
		inquiry_failed(inquiry);
		return;
	}
	struct str *const out = inquiry_begin(inquiry);
	json_open(out, "data", '[');
	for (; account != NULL && whole; account = account->next) {
		card.account = account;
		whole = add_card(inquiry, out, &card);
	}
	json_close(out, ']');
	inquiry_end(inquiry);
	if (!whole)
		inquiry_failed(inquiry);
}
