#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "accounts.h"
#include "answer.h"
#include "calling.h"
#include "checkup.h"
#include "json.h"
#include "order.h"
#include "page.h"

enum { LOOK = 1 };			/* something has to be mended */

static const char *
known(const char *text)
{
	return text == NULL ? "not told" : text;
}

static void
print_token(const struct checkup *found)
{
	char text[600];

	snprintf(text, sizeof(text), "of %.120s, %.120s; company %.120s,"
	    " https://%.60s.pipedrive.com", known(found->user),
	    known(found->email), known(found->company),
	    known(found->domain));
	page_field("Token", text);
	page_field("Sees", "what this user sees.  Whom it does not see looks"
	    " like \"not in Pipedrive\", and no call tells the one from the"
	    " other: give it the whole company's contacts to see.");
}

static void
print_budget(const struct checkup *found)
{
	char text[300];

	if (found->day_limit < 0)
		snprintf(text, sizeof(text), "Pipedrive does not say what the"
		    " company may spend a day.  We spend up to %lld tokens,"
		    " %lld so far today: budget_share of crm_daily_tokens.",
		    (long long)found->share, (long long)found->spent);
	else
		snprintf(text, sizeof(text), "%lld tokens a day for the whole"
		    " company, %lld of them left; we spend up to %lld, %lld"
		    " so far today.", (long long)found->day_limit,
		    (long long)found->day_left, (long long)found->share,
		    (long long)found->spent);
	page_field("Budget", text);
}

static void
print_lines(const struct checkup *found)
{
	const struct checkup_line *line;
	char text[64];

	snprintf(text, sizeof(text), "%zu fields mapped, %zu to be mended",
	    found->mapped, found->bad);
	page_field("Map", text);
	for (line = found->lines; line != NULL; line = line->next) {
		page_cell(line->bad ? "  !" : "", 4);
		page_wrap(line->text, 4);
	}
	if (found->bad == 0)
		puts("\nAll is well.");
}

static int
answer_found(struct order *order, const struct checkup *found)
{
	const struct checkup_line *line;
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '{');
	json_add_text(&out, "user", found->user);
	json_add_text(&out, "email", found->email);
	json_add_text(&out, "company", found->company);
	json_add_text(&out, "company_domain", found->domain);
	if (found->day_limit >= 0) {
		json_add_int(&out, "day_limit", found->day_limit);
		json_add_int(&out, "day_left", found->day_left);
	}
	json_add_int(&out, "share", found->share);
	json_add_int(&out, "spent", found->spent);
	json_add_int(&out, "mapped", (int64_t)found->mapped);
	json_open(&out, "findings", '[');
	for (line = found->lines; line != NULL; line = line->next) {
		json_open(&out, NULL, '{');
		json_add_bool(&out, "bad", line->bad);
		json_add_text(&out, "text", line->text);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	json_close(&out, '}');
	return answer_end(&out);
}

static int
check(struct order *order, struct errand *errand)
{
	struct checkup found;
	int code = calling_ended(order, checkup_go(errand, &found));

	if (code != EX_OK)
		return code;
	if (order->json)
		code = answer_found(order, &found);
	else {
		print_token(&found);
		print_budget(&found);
		print_lines(&found);
	}
	return code == EX_OK && found.bad > 0 ? LOOK : code;
}

int
crm_check(struct order *order)
{
	struct editor editor;
	struct errand errand;
	int code = calling_open(order, &editor, &errand,
	    order->arguments[0]);

	if (code == EX_OK)
		code = check(order, &errand);
	errand_close(&errand);
	return code;
}
