/* survey: visits and leads of a period counted by what one asks for. */
#ifndef SURVEY_H
#define SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dimension.h"

struct arena;
struct census;
struct db;
struct period;
struct survey;

struct survey_ask {
	const int64_t *pixels;		/* pixels.id */
	size_t pixel_count;
	int64_t project;		/* theirs */
	enum dimension by;
	bool first_touch;		/* else how the visit itself came */
	int64_t filters[DIMENSION_FILTERS];	/* see survey_filter */
	bool nothing;			/* a filter that nothing can pass */
};

/*
 * What is remembered from one period to the next: names of agents and forms.
 * NULL without memory.  The connection stays the caller's; where a deadline
 * (db_set_deadline) ends a count, db_trouble says DB_LATE.
 */
struct survey *survey_open(struct db *db);
void survey_close(struct survey *survey);

/* Lets all pass; the other members stay the caller's to fill in. */
void survey_ask_all(struct survey_ask *ask);

/* Lets only this text pass, byte for byte; "" is what has none. */
bool survey_filter(struct survey *survey, struct survey_ask *ask,
    enum dimension dimension, const char *text);

/*
 * Adds a period to the census.  Visits count where they started, leads where
 * they were received, in the group their visit belongs to; by DIMENSION_TIME
 * a group is a part of the period.  By DIMENSION_FORM there are only leads,
 * by DIMENSION_PAGE only page views and the visits that began there, of the
 * ask's pixels and with no other filter.  False when the database failed or
 * there is more than the census can hold.
 */
bool survey_count(struct survey *survey, const struct survey_ask *ask,
    const struct period *period, struct census *census);

/* What a group is called, in the arena or the survey; NULL = it is absent. */
bool survey_name(struct survey *survey, struct arena *arena,
    enum dimension by, int64_t group, const char **out);

#endif
