#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "forms.h"
#include "json.h"
#include "order.h"
#include "page.h"
#include "treatment.h"
#include "when.h"

static int
answer_list(struct order *order, const struct form_row *form)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (; form != NULL; form = form->next) {
		json_open(&out, NULL, '{');
		json_add_int(&out, "id", form->id);
		json_add_text(&out, "pixel", form->pixel);
		json_add_text(&out, "site", form->pixel_name);
		json_add_text(&out, "form", form->key);
		json_add_int(&out, "submissions", form->submissions);
		answer_time(&out, "first_seen", form->first_seen);
		answer_time(&out, "last_seen", form->last_seen);
		json_add_text(&out, "treated", form->treated);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
}

static void
print_row(const struct form_row *form, int64_t now)
{
	const struct when when = { now, form->time_zone };
	char text[WHEN_TEXT];

	snprintf(text, sizeof(text), "%lld", (long long)form->id);
	page_cell(text, -5);
	page_cell("", 2);
	page_cell(form->pixel_name, 16);
	page_cell("", 2);
	page_cell(form->key, 26);
	page_cell("", 2);
	snprintf(text, sizeof(text), "%lld", (long long)form->submissions);
	page_cell(text, -5);
	page_cell("", 2);
	page_cell(when_print(&when, form->last_seen, WHEN_LIST, text), 12);
	page_cell("", 2);
	page_cell(form->treated, 0);
	putchar('\n');
}

/* Who has never heard of it can decide from the list alone. */
static void
explain(void)
{
	page_heading("AS, which says what its submissions are:");
	page_field("  auto", "by what it holds: with an e-mail address or"
	    " telephone number that is no log-in, search or payment form it"
	    " is a lead, else an event");
	page_field("  lead", "always a lead: kept with its fields and, with"
	    " the CRM on, sent");
	page_field("  event", "never a lead: counted among what visitors did,"
	    " its fields are not kept");
	puts("\nleadpixel form treat ID auto|lead|event; it holds for what is"
	    " sent from now on.");
}

int
form_list(struct order *order)
{
	const struct form_row *form;
	const int code = order_open(order, false);

	if (code != EX_OK)
		return code;
	if (!forms_list(order->db, &order->arena, &form))
		return order_failed(order);
	if (order->json)
		return answer_list(order, form);
	if (form == NULL) {
		puts("No form was sent yet: each shows here once a visitor"
		    " sends it.");
		return EX_OK;
	}
	puts("   ID  SITE              FORM                         SENT"
	    "  LAST          AS");
	for (; form != NULL; form = form->next)
		print_row(form, clock_now(&order->clock));
	explain();
	return EX_OK;
}

/* What that means, in a sentence. */
static const char *
meaning(const char *treated)
{
	if (strcmp(treated, "lead") == 0)
		return "each submission is a lead from now on";
	return strcmp(treated, "event") == 0 ? "its submissions are events"
	    " from now on, and none is a lead" : "from now on a submission"
	    " with an e-mail address or telephone number is a lead, unless"
	    " it is a log-in, search or payment form";
}

int
form_treat(struct order *order)
{
	const char *const treated = order->arguments[1];
	const struct form_row *form;
	char text[1024];
	int64_t id;

	if (!str_int(order->arguments[0], 1, INT64_MAX, &id)) {
		complain("ID is the form's number in `leadpixel form list`,"
		    " not \"%s\"", order->arguments[0]);
		return EX_USAGE;
	}
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, treatment_set(&editor, id, treated, &form));
	if (code != EX_OK)
		return code;
	snprintf(text, sizeof(text), "Form \"%.500s\" of \"%s\": %s.  What"
	    " was stored before stays as it is.", form->key,
	    form->pixel_name, meaning(treated));
	page_wrap(text, 0);
	return EX_OK;
}
