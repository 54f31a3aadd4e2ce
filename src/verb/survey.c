#include "survey.h"

#include <stdlib.h>

#include "arrivals.h"
#include "bounds.h"
#include "census.h"
#include "dictionary.h"
#include "glossary.h"
#include "period.h"

struct survey {
	struct db *db;
	struct glossary *glossary;
	/* by the last bits of their id: who meets is read again */
	struct arrivals_agent agents[AGENTS_NAMED];
};

struct survey *
survey_open(struct db *db)
{
	struct survey *const survey = calloc(1, sizeof(*survey));

	if (survey == NULL)
		return NULL;
	survey->db = db;
	survey->glossary = glossary_open();
	if (survey->glossary != NULL)
		return survey;
	survey_close(survey);
	return NULL;
}

void
survey_close(struct survey *survey)
{
	if (survey == NULL)
		return;
	glossary_close(survey->glossary);
	free(survey);
}

void
survey_ask_all(struct survey_ask *ask)
{
	for (int i = 0; i < DIMENSION_FILTERS; i++)
		ask->filters[i] = ANYTHING;
	ask->nothing = false;
}

/* The id of a text; 0 = nothing that is stored has it. */
static bool
find_id(struct survey *survey, const struct survey_ask *ask,
    enum dimension dimension, const char *text, int64_t *id)
{
	const struct page page = { .project = ask->project, .url = text };

	switch (dimension_kind(dimension)) {
	case OF_WORDS:
		return dictionary_find_word(survey->db, text, id);
	case OF_PAGES:
		return dictionary_find_page(survey->db, &page, id);
	default:
		return glossary_number(survey->glossary, text, id);
	}
}

bool
survey_filter(struct survey *survey, struct survey_ask *ask,
    enum dimension dimension, const char *text)
{
	int64_t *const id = &ask->filters[dimension];

	*id = 0;
	if (text[0] == '\0')
		return true;
	if (!find_id(survey, ask, dimension, text, id))
		return false;
	ask->nothing |= *id == 0;
	return true;
}

struct counting {
	struct survey *survey;
	const struct survey_ask *ask;
	const struct period *period;
	struct census *census;
	bool named;		/* agents are asked for */
};

static bool
know_agent(struct survey *survey, int64_t id,
    const struct arrivals_agent **out)
{
	struct arrivals_agent *const known =
	    &survey->agents[id % AGENTS_NAMED];

	*out = known;
	return known->id == id || arrivals_agent(survey->db,
	    survey->glossary, id, known);
}

static bool
passes(const struct survey_ask *ask, enum dimension dimension, int64_t number)
{
	return ask->filters[dimension] == ANYTHING ||
	    ask->filters[dimension] == number;
}

/* The group of an arrival, and whether it passes filters by agent. */
static bool
place(const struct counting *counting, const struct arrival *arrival,
    int64_t *group, bool *counts)
{
	const struct survey_ask *const ask = counting->ask;
	const struct arrivals_agent *agent;

	*group = arrival->id;
	*counts = true;
	if (ask->by == DIMENSION_TIME)
		*group = (int64_t)period_part(counting->period, arrival->at);
	if (!counting->named)
		return true;
	if (!know_agent(counting->survey, arrival->agent, &agent))
		return false;
	if (ask->by == DIMENSION_DEVICE)
		*group = agent->device;
	if (ask->by == DIMENSION_BROWSER)
		*group = agent->browser;
	*counts = passes(ask, DIMENSION_DEVICE, agent->device) &&
	    passes(ask, DIMENSION_BROWSER, agent->browser);
	return true;
}

static bool
count_session(void *context, const struct arrival *arrival)
{
	const struct counting *const counting = context;
	int64_t group;
	bool counts;

	return place(counting, arrival, &group, &counts) && (!counts ||
	    census_session(counting->census, group, arrival->visitor,
	    arrival->page_views));
}

static bool
count_lead(void *context, const struct arrival *arrival)
{
	const struct counting *const counting = context;
	int64_t group;
	bool counts;

	if (!place(counting, arrival, &group, &counts))
		return false;
	if (counting->ask->by == DIMENSION_FORM && !glossary_number(
	    counting->survey->glossary, arrival->form, &group))
		return false;
	return !counts || census_lead(counting->census, group,
	    arrival->synced);
}

static bool
count_page(void *context, const struct arrival *arrival)
{
	const struct counting *const counting = context;

	return census_page(counting->census, arrival->id,
	    arrival->page_views, arrival->sessions);
}

/* One pixel's share. */
static bool
count_pixel(struct counting *counting, const struct arrivals_ask *from)
{
	struct db *const db = counting->survey->db;

	if (from->by == DIMENSION_PAGE)
		return arrivals_pages(db, from, count_page, counting);
	return (from->by == DIMENSION_FORM ||
	    arrivals_sessions(db, from, count_session, counting)) &&
	    arrivals_leads(db, from, count_lead, counting);
}

bool
survey_count(struct survey *survey, const struct survey_ask *ask,
    const struct period *period, struct census *census)
{
	struct counting counting = { survey, ask, period, census,
		.named = ask->by == DIMENSION_DEVICE ||
		    ask->by == DIMENSION_BROWSER ||
		    ask->filters[DIMENSION_DEVICE] != ANYTHING ||
		    ask->filters[DIMENSION_BROWSER] != ANYTHING };
	struct arrivals_ask from = { .by = ask->by,
		.first_touch = ask->first_touch,
		.from = period_from(period), .to = period_to(period) };

	for (int i = 0; i < DIMENSION_FILTERS; i++)
		from.filters[i] = ask->filters[i];
	for (size_t i = 0; i < ask->pixel_count && !ask->nothing; i++) {
		from.pixel = ask->pixels[i];
		if (!count_pixel(&counting, &from))
			return false;
	}
	return true;
}

bool
survey_name(struct survey *survey, struct arena *arena, enum dimension by,
    int64_t group, const char **out)
{
	if (dimension_kind(by) != OF_TEXTS)
		return arrivals_name(survey->db, arena, dimension_kind(by),
		    group, out);
	*out = glossary_text(survey->glossary, group);
	return true;
}
