#include "turnout.h"

#include <stdlib.h>

struct turnout {
	enum turnout_by by;
	int64_t from, sessions;
	struct census *parts, *sources;
};

struct turnout *
turnout_open(enum turnout_by by, int64_t from)
{
	struct turnout *const turnout = calloc(1, sizeof(*turnout));

	if (turnout == NULL)
		return NULL;
	*turnout = (struct turnout){ .by = by, .from = from,
		.parts = census_open(), .sources = census_open() };
	if (turnout->parts != NULL && turnout->sources != NULL)
		return turnout;
	turnout_close(turnout);
	return NULL;
}

void
turnout_close(struct turnout *turnout)
{
	if (turnout == NULL)
		return;
	census_close(turnout->parts);
	census_close(turnout->sources);
	free(turnout);
}

int64_t
turnout_from(const struct turnout *turnout)
{
	return turnout->from;
}

static int64_t
part_of(const struct turnout *turnout, const struct turnout_visit *visit,
    int64_t at)
{
	static const int64_t hour_ms = INT64_C(60) * 60 * 1000;

	switch (turnout->by) {
	case TURNOUT_BY_DAY:
		return at / (24 * hour_ms);
	case TURNOUT_BY_HOUR:
		return at / hour_ms;
	default:
		return visit->pixel;
	}
}

/* A source has no visitors here: nobody asks, and they are most of a
   count's memory. */
static bool
add(struct turnout *turnout, const struct turnout_visit *visit, int64_t part,
    int64_t hits)
{
	return census_hits(turnout->parts, part, visit->visitor, hits) &&
	    census_hits(turnout->sources, visit->source, 0, hits);
}

bool
turnout_visit(struct turnout *turnout, const struct turnout_visit *visit,
    bool *across)
{
	const int64_t part = part_of(turnout, visit, visit->started);

	turnout->sessions++;
	*across = visit->started < turnout->from ||
	    part_of(turnout, visit, visit->last_activity) != part;
	return *across || add(turnout, visit, part, visit->hits);
}

bool
turnout_hit(struct turnout *turnout, const struct turnout_visit *visit,
    int64_t occurred)
{
	return occurred < turnout->from || add(turnout, visit,
	    part_of(turnout, visit, occurred), 1);
}

struct census_figures
turnout_sum(const struct turnout *turnout)
{
	struct census_figures sum = census_total(turnout->parts);

	sum.sessions = turnout->sessions;
	return sum;
}

struct census_figures
turnout_part(const struct turnout *turnout, int64_t part)
{
	return census_find(turnout->parts, part);
}

struct census *
turnout_sources(struct turnout *turnout)
{
	return turnout->sources;
}
