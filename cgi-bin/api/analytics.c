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
#include "turnout.h"

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
    const struct turnout *turnout)
{
	char text[DATE_TEXT];

	json_open(out, "daily_breakdown", '[');
	for (int64_t day = date_day(days->end);
	    day >= date_day(days->start); day--) {
		const struct census_figures figures = turnout_part(turnout,
		    day);
		date_print_day(day, text);
		json_open(out, NULL, '{');
		json_add_text(out, "date", text);
		json_add_int(out, "events", figures.hits);
		json_add_int(out, "visitors", figures.visitors);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* What the answer about a pixel is made of. */
struct pixel_stats {
	struct turnout *turnout;
	const struct figure *sources, *pages;
	int64_t pages_seen;
};

static bool
read_stats(struct inquiry *inquiry, int64_t pixel, int64_t from,
    struct pixel_stats *out)
{
	struct db *const db = inquiry->db;
	struct arena *const arena = inquiry->arena;

	out->turnout = turnout_open(TURNOUT_BY_DAY, from);
	return out->turnout != NULL &&
	    traffic_count(db, pixel, out->turnout) &&
	    traffic_sources(db, arena, out->turnout, &out->sources) &&
	    traffic_pages(db, arena, pixel, from, &out->pages,
	    &out->pages_seen);
}

static void
say_stats(struct inquiry *inquiry, const char *pixel,
    const struct days *days, const struct pixel_stats *stats)
{
	const struct census_figures sum = turnout_sum(stats->turnout);
	struct str *const out = inquiry_begin(inquiry);

	json_open(out, "data", '{');
	json_add_text(out, "pixel_id", pixel);
	days_tell(out, days);
	json_open(out, "summary", '{');
	json_add_int(out, "total_events", sum.hits);
	json_add_int(out, "unique_visitors", sum.visitors);
	json_add_int(out, "unique_sessions", sum.sessions);
	json_add_int(out, "unique_pages", stats->pages_seen);
	json_close(out, '}');
	add_top(out, "top_sources", "utm_source", stats->sources);
	add_top(out, "top_pages", "page_url", stats->pages);
	add_days(out, days, stats->turnout);
	json_close(out, '}');
	inquiry_end(inquiry);
}

void
pixel_stats(struct inquiry *inquiry)
{
	const struct pixel_row *pixel;
	struct pixel_stats stats;
	struct days days;

	if (!pixel_asked(inquiry, &pixel) ||
	    !days_asked(inquiry, &days))
		return;
	if (read_stats(inquiry, pixel->id, days.start, &stats))
		say_stats(inquiry, pixel->public_id, &days, &stats);
	else
		inquiry_failed(inquiry);
	turnout_close(stats.turnout);
}

static bool
count_pixels(struct db *db, const struct pixel_row *pixel,
    struct turnout *turnout)
{
	if (turnout == NULL)
		return false;
	for (; pixel != NULL; pixel = pixel->next)
		if (!traffic_count(db, pixel->id, turnout))
			return false;
	return true;
}

/* A row a pixel. */
static void
add_pixels(struct str *out, const struct pixel_row *pixel,
    const struct turnout *turnout)
{
	json_open(out, "pixel_breakdown", '[');
	for (; pixel != NULL; pixel = pixel->next) {
		const struct census_figures figures = turnout_part(turnout,
		    pixel->id);
		json_open(out, NULL, '{');
		json_add_text(out, "pixel_id", pixel->public_id);
		json_add_text(out, "pixel_name", pixel->name);
		json_add_int(out, "events", figures.hits);
		json_add_int(out, "visitors", figures.visitors);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
say_project(struct inquiry *inquiry, const struct project *project,
    const struct days *days, const struct pixel_row *pixels,
    const struct turnout *turnout)
{
	const struct census_figures sum = turnout_sum(turnout);
	struct str *const out = inquiry_begin(inquiry);

	json_open(out, "data", '{');
	json_add_int(out, "project_id", project->id);
	days_tell(out, days);
	add_pixels(out, pixels, turnout);
	json_open(out, "summary", '{');
	json_add_int(out, "total_events", sum.hits);
	json_add_int(out, "unique_visitors", sum.visitors);
	json_add_int(out, "unique_sessions", sum.sessions);
	json_add_int(out, "active_pixels", project->pixels);
	json_close(out, '}');
	json_close(out, '}');
	inquiry_end(inquiry);
}

void
project_stats(struct inquiry *inquiry)
{
	const struct project *project;
	const struct pixel_row *pixels;
	struct days days;
	struct turnout *turnout;

	if (!project_asked(inquiry, &project) ||
	    !days_asked(inquiry, &days))
		return;
	turnout = turnout_open(TURNOUT_BY_PIXEL, days.start);
	if (pixels_of(inquiry->db, inquiry->arena, project->id, &pixels) &&
	    count_pixels(inquiry->db, pixels, turnout))
		say_project(inquiry, project, &days, pixels, turnout);
	else
		inquiry_failed(inquiry);
	turnout_close(turnout);
}
