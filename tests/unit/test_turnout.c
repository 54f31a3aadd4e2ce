/* Hits by day, hour, pixel and source, against the plainest way to count. */
#include <stdlib.h>

#include "check.h"
#include "turnout.h"

enum {
	VISITS = 3000, HITS_MOST = 6, VISITORS = 200, SOURCES = 7,
	PIXELS = 3, PARTS = 400,
	MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS,
	DAY_MS = 24 * HOUR_MS
};

/* A whole number of days and hours, not of the first. */
static const int64_t from = INT64_C(20000) * DAY_MS + 5 * (int64_t)HOUR_MS;

struct planned {
	struct turnout_visit visit;
	int64_t at[HITS_MOST];
};

/* The same numbers in each run. */
static int64_t
draw(uint64_t *state, int64_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (int64_t)(*state >> 33) % below;
}

/* One that has a hit since `from`; many lie at an hour's or day's end. */
static void
plan(struct planned *planned, int64_t id, uint64_t *state)
{
	struct turnout_visit *const visit = &planned->visit;
	const int64_t begin = from - HOUR_MS +
	    draw(state, 300) * HOUR_MS - draw(state, 2) * MINUTE_MS;

	*visit = (struct turnout_visit){ .id = id,
		.pixel = 1 + draw(state, PIXELS),
		.visitor = 1 + draw(state, VISITORS),
		.source = draw(state, SOURCES), .started = INT64_MAX,
		.hits = 1 + draw(state, HITS_MOST) };
	for (int64_t i = 0; i < visit->hits; i++) {
		planned->at[i] = begin + draw(state, 70) * MINUTE_MS;
		if (planned->at[i] < visit->started)
			visit->started = planned->at[i];
		if (planned->at[i] > visit->last_activity)
			visit->last_activity = planned->at[i];
	}
	if (visit->last_activity < from)
		plan(planned, id, state);
}

static int64_t
part_of(enum turnout_by by, const struct planned *planned, int64_t at)
{
	return by == TURNOUT_BY_PIXEL ? planned->visit.pixel
	    : at / (by == TURNOUT_BY_DAY ? DAY_MS : HOUR_MS);
}

/* What a part should be; -1 = all of them. */
static struct census_figures
count(enum turnout_by by, const struct planned *all, int64_t part)
{
	bool met[VISITORS + 1] = { false };
	struct census_figures figures = { .sessions = part < 0 ? VISITS : 0 };

	for (int i = 0; i < VISITS; i++)
		for (int64_t k = 0; k < all[i].visit.hits; k++) {
			const int64_t at = all[i].at[k];
			if (at < from || (part >= 0 &&
			    part_of(by, &all[i], at) != part))
				continue;
			figures.hits++;
			figures.visitors += !met[all[i].visit.visitor];
			met[all[i].visit.visitor] = true;
		}
	return figures;
}

static int64_t
count_source(const struct planned *all, int64_t source)
{
	int64_t hits = 0;

	for (int i = 0; i < VISITS; i++)
		for (int64_t k = 0; k < all[i].visit.hits; k++)
			hits += all[i].visit.source == source &&
			    all[i].at[k] >= from;
	return hits;
}

static void
check_same(struct census_figures got, struct census_figures want)
{
	CHECK_INT(got.visitors, want.visitors);
	CHECK_INT(got.sessions, want.sessions);
	CHECK_INT(got.hits, want.hits);
}

/* How many visits lay across an edge. */
static int
tell(struct turnout *turnout, const struct planned *all)
{
	int told = 0;
	bool across;

	for (int i = 0; i < VISITS; i++) {
		CHECK(turnout_visit(turnout, &all[i].visit, &across));
		told += across;
		for (int64_t k = 0; across && k < all[i].visit.hits; k++)
			CHECK(turnout_hit(turnout, &all[i].visit,
			    all[i].at[k]));
	}
	return told;
}

static void
check_by(enum turnout_by by, const struct planned *all)
{
	struct turnout *const turnout = turnout_open(by, from);
	const int64_t first = by == TURNOUT_BY_PIXEL ? 0
	    : part_of(by, all, from);
	int told;

	CHECK(turnout != NULL);
	if (turnout == NULL)
		return;
	CHECK_INT(turnout_from(turnout), from);
	told = tell(turnout, all);
	CHECK(told > 0 && told < VISITS);
	check_same(turnout_sum(turnout), count(by, all, -1));
	for (int64_t part = first; part < first + PARTS; part++)
		check_same(turnout_part(turnout, part), count(by, all, part));
	for (int64_t source = 0; source < SOURCES; source++)
		CHECK_INT(census_find(turnout_sources(turnout), source).hits,
		    count_source(all, source));
	turnout_close(turnout);
}

int
main(void)
{
	struct planned *const all = calloc(VISITS, sizeof(*all));
	uint64_t state = 9;

	CHECK(all != NULL);
	if (all == NULL)
		return check_failed();
	for (int i = 0; i < VISITS; i++)
		plan(&all[i], i + 1, &state);
	check_by(TURNOUT_BY_DAY, all);
	check_by(TURNOUT_BY_HOUR, all);
	check_by(TURNOUT_BY_PIXEL, all);
	free(all);
	return check_failed();
}
