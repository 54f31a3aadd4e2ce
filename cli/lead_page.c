#include "lead_page.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "candidates.h"
#include "page.h"
#include "report.h"
#include "ruling.h"
#include "str.h"
#include "telling.h"

enum { TEXT = 1024, TIME_WIDTH = 12, CALL_WIDTH = 14,
	VALUE_NAME = 20, VALUE_TEXT = 38 };

/* Adds `text` after `gap` if there is any. */
static void
add(struct str *out, const char *gap, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (out->size > 0)
		str_add(out, gap);
	str_add(out, text);
}

static void
print_who(const struct inbox_lead *lead)
{
	char room[TEXT];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_addf(&text, "%s %lld", lead->signup ? "Sign-up" : "Lead",
	    (long long)lead->id);
	add(&text, "  ", lead->first_name);
	add(&text, lead->first_name == NULL ? "  " : " ", lead->last_name);
	page_cell(room, 0);
	puts(lead->test ? "  (a test)" : lead->signup
	    ? "  (to the newsletter, no lead)" : "");
	str_init(&text, room, sizeof(room));
	add(&text, "", lead->email);
	add(&text, ", ", lead->phone);
	add(&text, ", ", lead->company);
	page_cell(text.size > 0 ? room : "no e-mail address, no telephone",
	    0);
	puts("\n");
}

/* https://www.example.com/a as www.example.com/a */
static const char *
without_scheme(const char *url)
{
	const char *const rest = strstr(url, "://");

	return rest == NULL ? url : rest + 3;
}

static const char *
how_sent(const struct inbox_lead *lead)
{
	if (lead->signup)
		return ", by the page's address";
	return strcmp(lead->form_state, "confirmed") == 0
	    ? ", the form took it" : strcmp(lead->form_state, "failed") == 0
	    ? ", the form refused it" : ", not confirmed by the form";
}

static void
print_form(const struct inbox_lead *lead, const struct when *when)
{
	char room[TEXT], moment[WHEN_TEXT];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_addf(&text, "%s %s", when_print(when, lead->occurred, WHEN_FULL,
	    moment), when->zone);
	str_add(&text, how_sent(lead));
	page_field("Sent", room);
	str_init(&text, room, sizeof(room));
	add(&text, "", lead->form_name);
	add(&text, ", ", lead->form_id);
	add(&text, " on ", lead->page == NULL ? NULL
	    : without_scheme(lead->page));
	page_field("Form", room);
	snprintf(room, sizeof(room), "%s (%s), project \"%s\"",
	    lead->pixel_name, lead->pixel, lead->project);
	page_field("Site", room);
	if (lead->consent == 1)
		page_field("Consent", "given");
	else if (lead->no_history != NULL) {
		const char *const why =
		    ruling_anonymous_words(lead->no_history);

		snprintf(room, sizeof(room), "only its own page is known: %s",
		    why == NULL ? lead->no_history : why);
		page_field("Before", room);
	}
}

/* google / cpc "autumn" */
static void
add_touch(struct str *out, const struct report_touch *touch,
    const struct when *when)
{
	char moment[WHEN_TEXT];

	str_add(out, touch->source == NULL ? "-" : touch->source);
	add(out, " / ", touch->medium);
	if (touch->campaign != NULL)
		str_addf(out, ", campaign \"%s\"", touch->campaign);
	str_addf(out, ", %s", when_print(when, touch->occurred, WHEN_AT,
	    moment));
	if (touch->why != NULL)
		str_addf(out, "\n%s", touch->why);
	else if (touch->channel != NULL)
		str_addf(out, "\n%s", touch->channel);
}

static void
print_touches(const struct report *report, const struct when *when)
{
	char room[2 * TEXT];
	struct str text;
	const bool moved = report->first.known &&
	    report->first.occurred != report->last.occurred;

	if (!report->last.known) {
		page_field("Came", "directly: no campaign, no click id and"
		    " no other site was seen");
		return;
	}
	str_init(&text, room, sizeof(room));
	if (moved) {
		add_touch(&text, &report->first, when);
		page_field("First", room);
		str_init(&text, room, sizeof(room));
	}
	add_touch(&text, &report->last, when);
	page_field(moved ? "Last" : "Came", room);
}

/* The path alone while the visitor stays on one host. */
static const char *
short_address(const char *url, const char **host, int *host_size)
{
	const char *const address = without_scheme(url);
	const int size = (int)strcspn(address, "/");
	const bool same = *host != NULL && size == *host_size &&
	    strncmp(address, *host, (size_t)size) == 0;

	*host = address;
	*host_size = size;
	return same && address[size] == '/' ? address + size : address;
}

static void
print_event(const struct inbox_event *event, const char *address)
{
	const int room = PAGE_WIDTH - TIME_WIDTH;
	const int used = page_width(address);

	if (event->type != NULL) {
		page_cell(strcmp(event->type, "form_submit") == 0
		    ? "sent the form" : event->type, 0);
		putchar('\n');
		return;
	}
	page_cell(address, used > room ? room : 0);
	if (event->title != NULL && used + 2 < room - 8) {
		const int left = room - used - 2;
		page_cell("", 2);
		page_cell(event->title, page_width(event->title) > left
		    ? left : 0);
	}
	putchar('\n');
}

static void
print_visit(const struct report *report, const struct when *when)
{
	const char *host = NULL;
	int host_size = 0;
	char moment[WHEN_TEXT];
	const struct inbox_event *event = report->lead->events;

	if (event == NULL)
		return;
	page_heading("THE VISIT");
	for (; event != NULL; event = event->next) {
		page_cell("", 2);
		page_cell(when_print(when, event->occurred, WHEN_SECOND,
		    moment), TIME_WIDTH - 2);
		print_event(event, event->url == NULL ? "-"
		    : short_address(event->url, &host, &host_size));
	}
}

static void
print_attempt(const struct inbox_attempt *try, const struct when *when)
{
	char text[WHEN_TEXT];

	page_cell("", 2);
	page_cell(when_print(when, try->started, WHEN_CALL, text),
	    CALL_WIDTH);
	page_cell(wording_operation(try->operation), 24);
	if (try->ended == 0) {
		puts("no answer was noted: outcome unknown");
		return;
	}
	snprintf(text, sizeof(text), "%lld", (long long)try->http);
	page_cell(try->http == 0 ? "-" : text, -4);
	page_cell("", 2);
	page_cell(try->class == NULL ? "" : try->class, 12);
	printf("%6lld ms\n", (long long)(try->ended - try->started));
	if (try->excerpt != NULL && (try->class == NULL ||
	    strcmp(try->class, "ok") != 0)) {
		page_cell("", CALL_WIDTH + 2);
		page_wrap(try->excerpt, CALL_WIDTH + 2);
	}
	/* what the vendor's support asks for first */
	if (try->correlation_id != NULL) {
		page_cell("", CALL_WIDTH + 2);
		printf("id %s\n", try->correlation_id);
	}
}

/* What one can do, a command a line. */
static void
print_next(const struct wording *wording)
{
	char room[TEXT];
	struct str text;

	str_init(&text, room, sizeof(room));
	wording_next(wording, &text);
	for (const char *line = room; *line != '\0';) {
		const size_t size = strcspn(line, "\n");
		printf("    $ %.*s\n", (int)size, line);
		line += size + (line[size] == '\n');
	}
}

/* Of what was written: the values that found no place. */
static void
add_error(const struct inbox_job *job, struct str *out)
{
	const bool written = strcmp(job->state, "synced") == 0 ||
	    strcmp(job->state, "unchanged") == 0;

	if (job->last_error == NULL || (job->finished != 0 && !written))
		return;
	str_add(out, out->size > 0 ? "  " : "");
	str_addf(out, written ? "Left out: %.300s" : "(%.200s)",
	    job->last_error);
}

static void
print_job(const struct inbox_lead *lead, const struct inbox_job *job,
    const struct when *when)
{
	char room[TEXT], moment[WHEN_TEXT];
	struct str text;
	struct wording wording = telling_wording(job, when, WHEN_AT, moment);

	wording.lead_id = lead->id;
	wording.project = lead->project;
	str_init(&text, room, sizeof(room));
	str_addf(&text, "%s: ", wording_target(job->target));
	wording_state(&wording, &text);
	putchar('\n');
	page_wrap(room, 2);
	if (strcmp(job->target, "pipedrive") == 0 && job->person_id != 0 &&
	    job->domain != NULL)
		printf("  https://%s.pipedrive.com/person/%lld\n",
		    job->domain, (long long)job->person_id);
	for (const struct inbox_attempt *try = job->tries; try != NULL;
	    try = try->next)
		print_attempt(try, when);
	str_init(&text, room, sizeof(room));
	wording_why(&wording, &text);
	add_error(job, &text);
	if (text.size > 0) {
		page_cell("", 2);
		page_wrap(room, 2);
	}
	candidates_print(job->candidates);
	print_next(&wording);
}

static void
print_values(const struct report *report)
{
	if (report->values == NULL)
		return;
	page_heading(report->mapped ? "VALUES, and the fields of the person"
	    " they go to" : "VALUES, of which none goes anywhere yet:"
	    " leadpixel crm setup");
	for (const struct report_value *value = report->values;
	    value != NULL; value = value->next) {
		const bool absent = value->value == NULL;
		page_cell("", 2);
		page_cell(value->name, VALUE_NAME);
		page_cell(absent ? "-" : value->value, value->key == NULL
		    ? 0 : VALUE_TEXT);
		if (value->key != NULL)
			printf("  %.8s%s", value->key, value->if_empty
			    ? " if empty" : "");
		putchar('\n');
	}
}

void
lead_page_print(const struct report *report, int64_t now)
{
	const struct inbox_lead *const lead = report->lead;
	const struct when when = { now, lead->time_zone };

	print_who(lead);
	print_form(lead, &when);
	print_touches(report, &when);
	if (report->location != NULL)
		page_field("Place", report->location);
	print_visit(report, &when);
	for (const struct inbox_job *job = lead->jobs; job != NULL;
	    job = job->next)
		print_job(lead, job, &when);
	print_values(report);
}
