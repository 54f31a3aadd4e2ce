/* arrivals: visits and leads of a range, streamed for whoever counts them. */
#ifndef ARRIVALS_H
#define ARRIVALS_H

#include <stdbool.h>
#include <stdint.h>

#include "dimension.h"

struct arena;
struct db;
struct glossary;

enum { ANYTHING = -1 };		/* as a filter; 0 = what is absent */

struct arrivals_ask {
	int64_t pixel;
	int64_t from, to;		/* ms UTC, `to` not included */
	bool first_touch;		/* of the visitor, not of the visit */
	enum dimension by;
	int64_t filters[DIMENSION_FILTERS];	/* those by agent are the
						   caller's to apply */
};

/* A visit by its start, or a lead by when it was received. */
struct arrival {
	int64_t at;
	int64_t id;			/* of the dimension; 0 = absent, or
					   it is no column of sessions */
	int64_t agent;			/* 0 = unknown */
	int64_t visitor, page_views;	/* of a visit */
	int64_t sessions;		/* 1, or those a page began */
	bool synced;			/* of a lead: it is in Pipedrive */
	const char *form;		/* its name or id, or NULL */
};

/* What is called for each; false ends it. */
typedef bool arrivals_each(void *context, const struct arrival *arrival);

/*
 * Reads what lies in the range once, in order of time for visits.  False when
 * the database failed (see db_trouble) or `each` said so.
 */
bool arrivals_sessions(struct db *db, const struct arrivals_ask *ask,
    arrivals_each *each, void *context);

/* Those that count: no tests, no sign-ups, no suspects and no spam. */
bool arrivals_leads(struct db *db, const struct arrivals_ask *ask,
    arrivals_each *each, void *context);

/*
 * Pages, hour by hour, each with its page as id.  The ends of the range are
 * cut to whole hours UTC: in zones of half hours a day begins with the full
 * hour before.
 */
bool arrivals_pages(struct db *db, const struct arrivals_ask *ask,
    arrivals_each *each, void *context);

/* Device and browser of an agent as numbers of the glossary, 0 = unknown. */
struct arrivals_agent {
	int64_t id, device, browser;
};
bool arrivals_agent(struct db *db, struct glossary *glossary, int64_t id,
    struct arrivals_agent *out);

/* The text of an id of words or pages; NULL for what is not there. */
bool arrivals_name(struct db *db, struct arena *arena,
    enum dimension_kind kind, int64_t id, const char **out);

#endif
