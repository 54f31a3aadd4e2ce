#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "cancel.h"
#include "order.h"
#include "job.h"
#include "json.h"
#include "lead_page.h"
#include "page.h"
#include "report.h"
#include "requeue.h"
#include "resolve.h"
#include "screening.h"
#include "sieve.h"
#include "telling.h"
#include "when.h"

enum { LAST = 20, LAST_MAX = 200 };

/* "Anna Berg", else the address, else the number. */
static void
print_who(const struct lead_line *line)
{
	char name[512];

	snprintf(name, sizeof(name), "%s%s%s",
	    line->first_name == NULL ? "" : line->first_name,
	    line->first_name == NULL || line->last_name == NULL ? "" : " ",
	    line->last_name == NULL ? "" : line->last_name);
	page_cell(name[0] != '\0' ? name : line->email != NULL ? line->email
	    : line->phone != NULL ? line->phone : "-", 19);
}

static void
print_line(const struct lead_line *line, int64_t now)
{
	const struct when when = { now, line->time_zone };
	char text[WHEN_TEXT], from[512], state[256];
	struct str words;

	snprintf(text, sizeof(text), "%lld", (long long)line->id);
	page_cell(text, -5);
	page_cell("", 2);
	page_cell(when_print(&when, line->received, WHEN_LIST, text), 12);
	page_cell("", 2);
	print_who(line);
	page_cell("", 2);
	snprintf(from, sizeof(from), "%s%s%s",
	    line->last.source == NULL ? "direct" : line->last.source,
	    line->last.medium == NULL ? "" : " / ",
	    line->last.medium == NULL ? "" : line->last.medium);
	page_cell(from, 16);
	page_cell("", 2);
	str_init(&words, state, sizeof(state));
	struct wording wording = telling_wording(&line->job, &when,
	    WHEN_BRIEF, text);
	telling_prefer_form(&wording, line->form_state);
	wording_brief(&wording, &words);
	page_cell(state, page_width(state) > 20 ? 20 : 0);
	putchar('\n');
}

static int
answer_lines(struct order *order, const struct lead_line *line)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (; line != NULL; line = line->next) {
		json_open(&out, NULL, '{');
		json_add_int(&out, "id", line->id);
		answer_time(&out, "received", line->received);
		json_add_text(&out, "email", line->email);
		json_add_text(&out, "phone", line->phone);
		json_add_text(&out, "first_name", line->first_name);
		json_add_text(&out, "last_name", line->last_name);
		json_add_bool(&out, "test", line->test);
		json_add_text(&out, "source", line->last.source);
		json_add_text(&out, "medium", line->last.medium);
		json_add_text(&out, "campaign", line->last.campaign);
		json_add_text(&out, "form_state", line->form_state);
		json_add_text(&out, "state", line->job.state);
		json_add_text(&out, "reason", line->job.reason);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
}

static int
read_asked(const struct order *order, int64_t *last)
{
	const char *const state = order_option(order, "state");
	enum job_state known;

	if (state != NULL && !job_state_find(state, &known)) {
		complain("there is no state \"%s\"; `leadpixel lead list"
		    " --help` lists them", state);
		return EX_USAGE;
	}
	return order_number(order, "last", 1, LAST_MAX, last) ? EX_OK
	    : EX_USAGE;
}

int
lead_list(struct order *order)
{
	struct sieve asked = { .states = { order_option(order, "state") },
		.signups = order_option(order, "signups") != NULL,
		.limit = LAST };
	struct sieve_page page;
	int code = read_asked(order, &asked.limit);

	if (code == EX_OK)
		code = order_open(order, false);
	if (code != EX_OK)
		return code;
	if (!sieve_read(order->db, &order->arena, &asked, &page))
		return order_failed(order);
	if (order->json)
		return answer_lines(order, page.lines);
	if (page.lines == NULL) {
		puts(asked.signups ? "Nobody signed up so yet."
		    : "No such lead yet.");
		return EX_OK;
	}
	puts("   ID  WHEN          WHO                  CAME FROM"
	    "         STATE");
	for (const struct lead_line *line = page.lines; line != NULL;
	    line = line->next)
		print_line(line, clock_now(&order->clock));
	return EX_OK;
}

/* One delivery of a lead, changed as requeue or cancel do. */
struct delivery {
	int64_t lead;
	const char *target;
};

static int
change_delivery(struct order *order, enum edited (*change)(
    const struct editor *, int64_t, const char *), struct delivery *out)
{
	out->target = order_option(order, "target");
	if (out->target == NULL)
		out->target = "pipedrive";
	if (!order_id(order, &out->lead))
		return EX_USAGE;
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	return order_ended(order, change(&editor, out->lead, out->target));
}

int
lead_requeue(struct order *order)
{
	struct delivery delivery;
	const int code = change_delivery(order, requeue_lead, &delivery);

	if (code == EX_OK)
		printf("Lead %lld goes out with the next run of"
		    " leadpixel-sync (or now: leadpixel run-sync).\n",
		    (long long)delivery.lead);
	return code;
}

int
lead_cancel(struct order *order)
{
	struct delivery delivery;
	const int code = change_delivery(order, cancel_lead, &delivery);

	if (code == EX_OK)
		printf("Lead %lld does not go to %s.  By mistake?  leadpixel"
		    " lead requeue %lld --target %s\n",
		    (long long)delivery.lead, delivery.target,
		    (long long)delivery.lead, delivery.target);
	return code;
}

/* One of --person and --none, not both; 0 = nobody. */
static bool
read_person(const struct order *order, int64_t *person)
{
	const char *const text = order_option(order, "person");
	const bool none = order_option(order, "none") != NULL;

	*person = 0;
	if (none != (text != NULL) && (none ||
	    str_int(text, 1, INT32_MAX, person)))
		return true;
	complain("say who it is: --person NUMBER, the last part of the"
	    " person's address in Pipedrive, or --none");
	return false;
}

int
lead_resolve(struct order *order)
{
	int64_t id, person;

	if (!order_id(order, &id) ||
	    !read_person(order, &person))
		return EX_USAGE;
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, resolve_lead(&editor, id, person));
	if (code == EX_OK && person == 0)
		printf("Lead %lld ends as not found.\n", (long long)id);
	else if (code == EX_OK)
		printf("Lead %lld goes to person %lld with the next run of"
		    " leadpixel-sync (or now: leadpixel run-sync).\n",
		    (long long)id, (long long)person);
	return code;
}

int
lead_release(struct order *order)
{
	bool sent = false;
	int64_t id;

	if (!order_id(order, &id))
		return EX_USAGE;
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, screening_release(&editor, id, &sent));
	if (code == EX_OK)
		printf("Lead %lld is a person's: it %s\n", (long long)id, sent
		    ? "goes out with the next run of leadpixel-sync\n(or now:"
		    " leadpixel run-sync)." : "counts, and stays here, as its"
		    " project\ndoes not use Pipedrive.");
	return code;
}

int
lead_spam(struct order *order)
{
	int64_t id;

	if (!order_id(order, &id))
		return EX_USAGE;
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, screening_spam(&editor, id));
	if (code == EX_OK)
		printf("Lead %lld is spam: it is not sent.  By mistake?"
		    "  leadpixel lead requeue %lld\n", (long long)id,
		    (long long)id);
	return code;
}

int
lead_show(struct order *order)
{
	const int64_t now = clock_now(&order->clock);
	struct report report;
	int64_t id;

	if (!order_id(order, &id))
		return EX_USAGE;
	const int code = order_open(order, false);
	if (code != EX_OK)
		return code;
	if (!report_lead(order->db, &order->arena,
	    order->config.dashboard_url, id, &report))
		return order_failed(order);
	if (report.lead == NULL) {
		complain("there is no lead %lld; `leadpixel lead list` shows"
		    " the newest", (long long)id);
		return EX_DATAERR;
	}
	if (order->json)
		return lead_page_answer(&report, &order->arena, now);
	lead_page_print(&report, now);
	return EX_OK;
}
