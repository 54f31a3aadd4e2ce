#include "routes.h"

#include "cursor.h"
#include "inquiry.h"
#include "journal.h"
#include "json.h"
#include "lead_json.h"
#include "lead_line.h"

enum { VISITS = 20, VISITS_MAX = 100, LEADS_SHOWN = 50 };

static void
add_touch(struct str *out, const char *name,
    const struct journal_touch *touch)
{
	if (touch->source == NULL) {
		json_add_null(out, name);
		return;
	}
	json_open(out, name, '{');
	inquiry_time(out, "occurred", touch->occurred);
	json_add_text(out, "source", touch->source);
	inquiry_text(out, "medium", touch->medium);
	inquiry_text(out, "campaign", touch->campaign);
	inquiry_text(out, "channel", touch->channel);
	inquiry_text(out, "landing", touch->landing);
	json_close(out, '}');
}

static void
add_visit(struct str *out, const struct journal_visit *visit)
{
	json_open(out, NULL, '{');
	json_add_int(out, "id", visit->id);
	json_add_text(out, "pixel", visit->pixel);
	inquiry_time(out, "started", visit->started);
	inquiry_time(out, "last_activity", visit->last_activity);
	json_add_int(out, "page_views", visit->page_views);
	inquiry_text(out, "channel", visit->channel);
	inquiry_text(out, "source", visit->source);
	inquiry_text(out, "medium", visit->medium);
	inquiry_text(out, "campaign", visit->campaign);
	inquiry_text(out, "landing_page", visit->landing_page);
	inquiry_text(out, "exit_page", visit->exit_page);
	inquiry_text(out, "referrer_host", visit->referrer_host);
	inquiry_text(out, "browser", visit->browser);
	inquiry_text(out, "os", visit->os);
	inquiry_text(out, "device", visit->device);
	inquiry_text(out, "country", visit->country);
	inquiry_text(out, "region", visit->region);
	inquiry_text(out, "city", visit->city);
	lead_json_events(out, "events", visit->events);
	json_add_bool(out, "more", visit->more);
	json_close(out, '}');
}

/* Where the next page begins: after the last visit of this one. */
static void
add_visits(struct str *out, const struct journal *journal,
    struct cursor *next)
{
	json_open(out, "sessions", '[');
	for (const struct journal_visit *visit = journal->visits;
	    visit != NULL; visit = visit->next) {
		add_visit(out, visit);
		*next = (struct cursor){ visit->started, visit->id };
	}
	json_close(out, ']');
}

static bool
say(struct inquiry *inquiry, const struct journal *journal,
    const struct lead_line *leads)
{
	struct str *const out = inquiry_begin(inquiry);
	struct cursor next = { .id = 0 };

	json_open(out, "data", '{');
	json_add_int(out, "id", journal->visitor);
	json_add_int(out, "project", journal->project_id);
	inquiry_time(out, "first_seen", journal->first_seen);
	inquiry_time(out, "last_seen", journal->last_seen);
	json_add_int(out, "visits", journal->visits_count);
	add_touch(out, "first", &journal->first);
	add_touch(out, "last", &journal->last);
	add_visits(out, journal, &next);
	const bool whole = lead_json_others(inquiry, out, "leads", leads);
	json_close(out, '}');
	cursor_say(out, &next, journal->more);
	inquiry_end(inquiry);
	return whole;
}

static bool
read_asked(struct inquiry *inquiry, struct journal_asked *out)
{
	struct cursor before;

	*out = (struct journal_asked){ .limit = VISITS };
	if (!inquiry_id(inquiry, 0, &out->visitor) ||
	    !inquiry_number(inquiry, "limit", 1, VISITS_MAX, &out->limit) ||
	    !cursor_read(inquiry, "before", &before))
		return false;
	out->before_started = before.moment;
	out->before_id = before.id;
	return true;
}

void
visitors_show(struct inquiry *inquiry)
{
	struct db *const db = inquiry->db;
	struct arena *const arena = inquiry->arena;
	const struct lead_line *leads;
	struct journal_asked asked;
	struct journal journal;

	if (!read_asked(inquiry, &asked))
		return;
	if (!journal_visitor(db, arena, asked.visitor, &journal)) {
		inquiry_failed(inquiry);
		return;
	}
	if (journal.visitor == 0 ||
	    !inquiry_sees(inquiry, journal.project_id)) {
		inquiry_not_found(inquiry);
		return;
	}
	if (!journal_visits(db, arena, &asked, &journal) ||
	    !lead_line_of_visitor(db, arena, asked.visitor, LEADS_SHOWN,
	    &leads) || !say(inquiry, &journal, leads))
		inquiry_failed(inquiry);
}
