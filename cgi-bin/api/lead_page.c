#include "lead_page.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "id.h"
#include "inquiry.h"
#include "json.h"
#include "lead_jobs.h"
#include "lead_json.h"
#include "lead_line.h"
#include "lead_trail.h"
#include "office.h"
#include "report.h"
#include "routes.h"
#include "ruling.h"
#include "trail.h"

enum { OTHERS = 20, NAME = 256 };

/* "Firefox 133.0" of two members of the record; null without the first. */
static void
add_agent(struct str *out, const char *name, const struct json *device,
    const char *version)
{
	const char *const what = json_text(device, name);
	const char *const which = json_text(device, version);
	char text[NAME];

	snprintf(text, sizeof(text), "%s%s%s", what == NULL ? "" : what,
	    which == NULL ? "" : " ", which == NULL ? "" : which);
	inquiry_text(out, name, what == NULL ? NULL : text);
}

static void
add_device(struct str *out, const struct json *record)
{
	const struct json *const device = json_get(record, "device");

	json_open(out, "device", '{');
	add_agent(out, "browser", device, "browser_version");
	add_agent(out, "os", device, "os_version");
	inquiry_text(out, "device", json_text(device, "type"));
	json_close(out, '}');
}

static void
add_fields(struct str *out, const struct json *record)
{
	const struct json *const fields = json_get(record, "fields");

	json_open(out, "fields", '[');
	for (const struct json *one = fields == NULL ? NULL : fields->first;
	    one != NULL; one = one->next) {
		json_open(out, NULL, '{');
		inquiry_text(out, "name", json_text(one, "name"));
		inquiry_text(out, "label", json_text(one, "label"));
		inquiry_text(out, "type", json_text(one, "type"));
		inquiry_text(out, "value", json_text(one, "value"));
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
add_values(struct str *out, const struct report *report)
{
	json_open(out, "values", '[');
	for (const struct report_value *value = report->values;
	    value != NULL; value = value->next) {
		json_open(out, NULL, '{');
		json_add_text(out, "name", value->name);
		inquiry_text(out, "value", value->value);
		inquiry_text(out, "key", value->key);
		inquiry_text(out, "field", value->crm_name);
		json_add_bool(out, "if_empty", value->if_empty);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_add_bool(out, "mapped", report->mapped);
}

static void
add_lead(struct str *out, const struct report *report)
{
	const struct inbox_lead *const lead = report->lead;
	const char *const words = lead->no_history == NULL ? NULL
	    : ruling_anonymous_words(lead->no_history);

	json_add_text(out, "lead_id", lead->lead_id);
	inquiry_text(out, "company", lead->company);
	if (lead->consent < 0)
		json_add_null(out, "consent");
	else
		json_add_bool(out, "consent", lead->consent == 1);
	inquiry_text(out, "no_history", words != NULL ? words
	    : lead->no_history);
	json_add_bool(out, "truncated", lead->truncated);
	inquiry_text(out, "page", lead->page);
	json_add_int(out, "visitor", lead->visitor_id);
	json_add_int(out, "session", lead->session_id);
	inquiry_text(out, "location", report->location);
	add_device(out, report->record);
	add_fields(out, report->record);
	lead_json_events(out, "visit", lead->events);
	add_values(out, report);
}

struct page {
	struct report report;
	const struct trail *trail;
	const struct lead_line *line, *others;
};

static bool
read_page(struct inquiry *inquiry, int64_t id, struct page *out)
{
	struct db *const db = inquiry->db;
	struct arena *const arena = inquiry->arena;

	return lead_line_read(db, arena, id, &out->line) &&
	    out->line != NULL &&
	    report_lead(db, arena, inquiry->api->config->dashboard_url, id,
	    &out->report) &&
	    out->report.lead != NULL &&
	    trail_read(db, arena, &out->report, &out->trail) &&
	    lead_line_of_person(db, arena, id, OTHERS, &out->others);
}

void
lead_page_say(struct inquiry *inquiry, const struct lead_line *line)
{
	struct page page;

	if (!read_page(inquiry, line->id, &page)) {
		inquiry_failed(inquiry);
		return;
	}
	struct str *const out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	bool whole = lead_json_line(inquiry, out, page.line);
	add_lead(out, &page.report);
	lead_trail_say(out, inquiry->arena, page.trail);
	whole = lead_json_others(inquiry, out, "earlier", page.others) &&
	    whole;
	whole = lead_jobs_say(inquiry, out, page.line, page.report.lead) &&
	    whole;
	json_close(out, '}');
	inquiry_end(inquiry);
	if (!whole)
		inquiry_failed(inquiry);
}

/* By its number, or by the id in a link that was written to a person. */
static bool
read_lines(struct inquiry *inquiry, const struct lead_line **out)
{
	struct id lead_id;
	int64_t id;

	*out = NULL;
	if (id_parse(inquiry->parts[0], &lead_id))
		return lead_line_by_lead_id(inquiry->db, inquiry->arena,
		    &lead_id, out);
	return !str_int(inquiry->parts[0], 1, INT64_MAX, &id) ||
	    lead_line_read(inquiry->db, inquiry->arena, id, out);
}

bool
lead_page_find(struct inquiry *inquiry, const struct lead_line **out)
{
	if (!read_lines(inquiry, out)) {
		inquiry_failed(inquiry);
		return false;
	}
	for (; *out != NULL; *out = (*out)->next)
		if (inquiry_sees(inquiry, (*out)->project_id))
			return true;
	inquiry_not_found(inquiry);
	return false;
}

void
lead_show(struct inquiry *inquiry)
{
	const struct lead_line *line;

	if (lead_page_find(inquiry, &line))
		lead_page_say(inquiry, line);
}
