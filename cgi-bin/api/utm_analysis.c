#include "routes.h"

#include <string.h>

#include "advice.h"
#include "arena.h"
#include "inquiry.h"
#include "json.h"
#include "str.h"
#include "tagged.h"
#include "url.h"

enum { NEWEST = 100, SAMPLES = 10, HOURS = 48 };

static const int64_t hour_ms = INT64_C(60) * 60 * 1000;

/* A word and how often it stands there. */
struct tally {
	const char *word;
	int64_t count;
};

/* Few enough to look through: at most NEWEST words. */
struct tallies {
	struct tally rows[NEWEST];
	size_t count;
};

static void
tally(struct tallies *tallies, const char *word)
{
	size_t i = 0;

	if (word == NULL)
		return;
	while (i < tallies->count &&
	    strcmp(tallies->rows[i].word, word) != 0)
		i++;
	if (i == tallies->count)
		tallies->rows[tallies->count++].word = word;
	tallies->rows[i].count++;
}

static const char *
host_of(struct arena *arena, const char *page)
{
	struct url url;

	return page != NULL && url_parse(arena, page, &url) ? url.host
	    : NULL;
}

static void
find_twins(const struct tallies *sources, struct advice_counts *counts)
{
	for (size_t i = 0; i < sources->count; i++)
		for (size_t k = i + 1; k < sources->count; k++)
			if (str_same(sources->rows[i].word,
			    sources->rows[k].word)) {
				counts->twin_a = sources->rows[i].word;
				counts->twin_b = sources->rows[k].word;
			}
}

static void
count_event(const struct tagged_event *event, struct advice_counts *counts)
{
	counts->events++;
	counts->with_utm += event->source != NULL ||
	    event->medium != NULL || event->campaign != NULL;
	counts->clicked += event->clicked;
	counts->clicked_only += event->clicked && event->queried &&
	    event->source == NULL;
	counts->untagged += event->queried && event->source == NULL;
	counts->no_medium += event->source != NULL && event->medium == NULL;
	counts->forms += event->type != NULL &&
	    strcmp(event->type, "form_submit") == 0;
	counts->leads += event->lead;
	counts->synced += event->synced;
}

static void
add_tallies(struct str *out, const char *name,
    const struct tallies *tallies)
{
	json_open(out, name, '{');
	for (size_t i = 0; i < tallies->count; i++)
		json_add_int(out, tallies->rows[i].word,
		    tallies->rows[i].count);
	json_close(out, '}');
}

static void
add_sample(struct str *out, const struct tagged_event *event)
{
	json_open(out, NULL, '{');
	json_add_int(out, "id", event->id);
	json_add_text(out, "event_type", event->type == NULL ? "pageview"
	    : event->type);
	inquiry_text(out, "pixel_id", event->pixel);
	inquiry_text(out, "page_url", event->page);
	inquiry_text(out, "utm_source", event->source);
	inquiry_text(out, "utm_medium", event->medium);
	inquiry_text(out, "utm_campaign", event->campaign);
	inquiry_time(out, "timestamp", event->occurred);
	json_close(out, '}');
}

/* Percent, to one place; null of nothing. */
static void
add_rate(struct str *out, const char *name, int64_t part, int64_t whole)
{
	const int64_t thousandths = whole == 0 ? 0 : part * 1000 / whole;

	if (whole == 0)
		json_add_null(out, name);
	else
		json_add_number(out, name, (double)thousandths / 10);
}

static void
add_counts(struct str *out, const struct advice_counts *counts)
{
	json_add_int(out, "total_events", counts->events);
	json_add_int(out, "events_with_utm", counts->with_utm);
	json_add_int(out, "events_with_gclid", counts->clicked);
	json_add_int(out, "events_with_form_data", counts->forms);
	json_add_int(out, "events_with_lead", counts->leads);
	json_add_int(out, "events_sent_to_pipedrive", counts->synced);
	json_add_int(out, "missing_utm_with_params", counts->untagged);
	add_rate(out, "utm_capture_rate", counts->with_utm, counts->events);
	add_rate(out, "pipedrive_delivery_rate", counts->synced,
	    counts->leads);
}

static void
add_advice(struct str *out, const struct advice_counts *counts)
{
	char room[512];
	struct str text;

	json_open(out, "recommendations", '[');
	str_init(&text, room, sizeof(room));
	for (size_t i = 0; advice_rule(counts, i, &text); i++) {
		if (text.size > 0)
			json_add_text(out, NULL, text.data);
		str_init(&text, room, sizeof(room));
	}
	json_close(out, ']');
}

void
utm_show(struct inquiry *inquiry)
{
	struct advice_counts counts = { 0 };
	struct tallies sources = { .count = 0 }, hosts = { .count = 0 };
	const struct tagged_event *events, *event;
	struct str *out;
	int left = SAMPLES;

	if (!tagged_read(inquiry->db, inquiry->arena, inquiry->who.project,
	    inquiry->now - HOURS * hour_ms, NEWEST, &events)) {
		inquiry_failed(inquiry);
		return;
	}
	for (event = events; event != NULL; event = event->next) {
		count_event(event, &counts);
		tally(&sources, event->source);
		tally(&hosts, host_of(inquiry->arena, event->page));
	}
	find_twins(&sources, &counts);
	out = inquiry_begin(inquiry);
	json_open(out, "analysis", '{');
	add_counts(out, &counts);
	add_tallies(out, "utm_sources", &sources);
	add_tallies(out, "page_url_analysis", &hosts);
	json_open(out, "sample_events", '[');
	for (event = events; event != NULL && left > 0;
	    event = event->next, left--)
		add_sample(out, event);
	json_close(out, ']');
	json_close(out, '}');
	add_advice(out, &counts);
	inquiry_end(inquiry);
}
