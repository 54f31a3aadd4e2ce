#include "routes.h"

#include "date.h"
#include "figures.h"
#include "inquiry.h"
#include "json.h"
#include "days.h"
#include "pixels.h"
#include "project_card.h"
#include "projects.h"
#include "str.h"
#include "traffic.h"

/* Ten of them, with what each is called in the original's answers. */
static void
add_top(struct str *out, const char *list, const char *name,
    const struct figure *figure)
{
	json_open(out, list, '[');
	for (; figure != NULL; figure = figure->next) {
		json_open(out, NULL, '{');
		inquiry_text(out, name, figure->name);
		json_add_int(out, "count", figure->count);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* Each of the days, those without a hit too, the newest first. */
static void
add_days(struct str *out, const struct days *days,
    const struct traffic_slot *slot)
{
	char day[DATE_TEXT];

	json_open(out, "daily_breakdown", '[');
	for (int64_t at = date_day(days->end);
	    at >= date_day(days->start); at--) {
		/* who is ahead of our clock is of no day yet */
		while (slot != NULL && date_day(slot->start) > at)
			slot = slot->next;
		const bool hit = slot != NULL && date_day(slot->start) == at;
		date_print_day(at, day);
		json_open(out, NULL, '{');
		json_add_text(out, "date", day);
		json_add_int(out, "events", hit ? slot->events : 0);
		json_add_int(out, "visitors", hit ? slot->visitors : 0);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* What the answer about a pixel is made of. */
struct pixel_stats {
	struct traffic sum;
	const struct traffic_slot *days;
	const struct figure *sources, *pages;
	int64_t pages_seen;
};

static bool
read_stats(struct inquiry *inquiry, int64_t pixel, int64_t from,
    struct pixel_stats *out)
{
	struct db *const db = inquiry->db;
	struct arena *const arena = inquiry->arena;

	if (!traffic_people(db, pixel, from, &out->sum) ||
	    !traffic_days(db, arena, pixel, from, &out->days))
		return false;
	for (const struct traffic_slot *day = out->days; day != NULL;
	    day = day->next)
		out->sum.events += day->events;
	return traffic_sources(db, arena, pixel, from, &out->sources) &&
	    traffic_pages(db, arena, pixel, from, &out->pages,
	    &out->pages_seen);
}

void
pixel_stats(struct inquiry *inquiry)
{
	const struct pixel_row *pixel;
	struct pixel_stats stats;
	struct days days;
	struct str *out;

	if (!pixel_asked(inquiry, &pixel) ||
	    !days_asked(inquiry, &days))
		return;
	if (!read_stats(inquiry, pixel->id, days.start, &stats)) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_add_text(out, "pixel_id", pixel->public_id);
	days_tell(out, &days);
	json_open(out, "summary", '{');
	json_add_int(out, "total_events", stats.sum.events);
	json_add_int(out, "unique_visitors", stats.sum.visitors);
	json_add_int(out, "unique_sessions", stats.sum.sessions);
	json_add_int(out, "unique_pages", stats.pages_seen);
	json_close(out, '}');
	add_top(out, "top_sources", "utm_source", stats.sources);
	add_top(out, "top_pages", "page_url", stats.pages);
	add_days(out, &days, stats.days);
	json_close(out, '}');
	inquiry_end(inquiry);
}

/* A row a pixel, and what they come to; false when the database fails. */
static bool
add_pixels(struct inquiry *inquiry, struct str *out,
    const struct pixel_row *pixel, int64_t from, struct traffic *sum)
{
	*sum = (struct traffic){ 0 };
	json_open(out, "pixel_breakdown", '[');
	for (; pixel != NULL; pixel = pixel->next) {
		struct traffic one;
		if (!traffic_sum(inquiry->db, pixel->id, from, &one))
			return false;
		json_open(out, NULL, '{');
		json_add_text(out, "pixel_id", pixel->public_id);
		json_add_text(out, "pixel_name", pixel->name);
		json_add_int(out, "events", one.events);
		json_add_int(out, "visitors", one.visitors);
		json_close(out, '}');
		sum->events += one.events;
		sum->sessions += one.sessions;
	}
	json_close(out, ']');
	return true;
}

void
project_stats(struct inquiry *inquiry)
{
	const struct project *project;
	const struct pixel_row *pixels;
	struct days days;
	struct traffic sum;
	struct str *out;

	if (!project_asked(inquiry, &project) ||
	    !days_asked(inquiry, &days))
		return;
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_add_int(out, "project_id", project->id);
	days_tell(out, &days);
	if (!pixels_of(inquiry->db, inquiry->arena, project->id, &pixels) ||
	    !add_pixels(inquiry, out, pixels, days.start, &sum) ||
	    !traffic_visitors(inquiry->db, project->id, days.start,
	    &sum.visitors)) {
		inquiry_failed(inquiry);
		return;
	}
	json_open(out, "summary", '{');
	json_add_int(out, "total_events", sum.events);
	json_add_int(out, "unique_visitors", sum.visitors);
	json_add_int(out, "unique_sessions", sum.sessions);
	json_add_int(out, "active_pixels", project->pixels);
	json_close(out, '}');
	json_close(out, '}');
	inquiry_end(inquiry);
}
