#include "routes.h"

#include "events.h"
#include "inquiry.h"
#include "json.h"
#include "pixels.h"
#include "project_card.h"
#include "str.h"
#include "traffic.h"
#include "turnout.h"

enum { HOURS = 24, RECENT = 10 };

static const int64_t minute_ms = 60 * 1000;
static const int64_t hour_ms = INT64_C(60) * 60 * 1000;

/* 24 whole hours, the last of them under way, the oldest first. */
static void
add_hours(struct str *out, const struct turnout *turnout)
{
	const int64_t first = turnout_from(turnout) / hour_ms;

	json_open(out, "hourly_breakdown", '[');
	for (int64_t hour = first; hour < first + HOURS; hour++) {
		const struct census_figures figures = turnout_part(turnout,
		    hour);
		json_open(out, NULL, '{');
		inquiry_time(out, "hour", hour * hour_ms);
		json_add_int(out, "events", figures.hits);
		json_add_int(out, "visitors", figures.visitors);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
add_event(struct str *out, const struct event_row *row)
{
	json_open(out, NULL, '{');
	inquiry_text(out, "page_url", row->page);
	inquiry_text(out, "utm_source", row->source);
	inquiry_text(out, "utm_medium", row->medium);
	inquiry_text(out, "utm_campaign", row->campaign);
	inquiry_text(out, "country", row->country);
	inquiry_time(out, "timestamp", row->occurred);
	json_close(out, '}');
}

/* The newest RECENT of 24 hours; false when the database fails. */
static bool
add_recent(struct inquiry *inquiry, struct str *out, int64_t pixel)
{
	struct events_cursor cursor;
	const struct event_row *row;
	int64_t left = RECENT;

	events_open(&cursor, pixel, inquiry->now - HOURS * hour_ms,
	    inquiry->now);
	json_open(out, "recent_events", '[');
	do {
		if (!events_next(inquiry->db, inquiry->arena, &cursor, left,
		    &row))
			return false;
		for (; row != NULL; row = row->next, left--)
			add_event(out, row);
	} while (left > 0 && !cursor.ended);
	json_close(out, ']');
	return true;
}

static void
show(struct inquiry *inquiry, const struct pixel_row *pixel,
    struct turnout *turnout)
{
	int64_t active;
	struct str *out;

	if (!traffic_count(inquiry->db, pixel->id, turnout) ||
	    !traffic_visitors(inquiry->db, pixel->id,
	    inquiry->now - 5 * minute_ms, &active)) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_add_text(out, "pixel_id", pixel->public_id);
	inquiry_time(out, "updated_at", inquiry->now);
	add_hours(out, turnout);
	if (!add_recent(inquiry, out, pixel->id)) {
		inquiry_failed(inquiry);
		return;
	}
	json_add_int(out, "active_visitors", active);
	json_close(out, '}');
	inquiry_end(inquiry);
}

void
realtime_show(struct inquiry *inquiry)
{
	const int64_t this_hour = inquiry->now - inquiry->now % hour_ms;
	const struct pixel_row *pixel;
	struct turnout *turnout;

	if (!pixel_asked(inquiry, &pixel))
		return;
	turnout = turnout_open(TURNOUT_BY_HOUR,
	    this_hour - (HOURS - 1) * hour_ms);
	if (turnout == NULL)
		inquiry_failed(inquiry);
	else
		show(inquiry, pixel, turnout);
	turnout_close(turnout);
}
