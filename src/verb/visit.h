/* visit: a hit becomes rows: visitor, session, touch, page, event. */
#ifndef VISIT_H
#define VISIT_H

#include <stdbool.h>
#include <stdint.h>

#include "committer.h"
#include "place.h"
#include "visits.h"

struct arena;
struct db;
struct dictionary;
struct hit;
struct pixel;

/* What was written, for the answer and for a lead. */
struct visit {
	struct visitor visitor;
	struct session session;
	int64_t event;
	struct id token;	/* the visitor's, of the stored hit */
	bool duplicate;		/* the hit was there already: ids are its */
};

/* What is kept of the browser. */
struct browser {
	int64_t agent;		/* agents.id, 0 = none */
	struct place place;
	const char *ip;		/* by the project's policy, NULL = none */
};

/*
 * Writes one hit inside the committer's savepoint.  A visitor or session is
 * made where none covers the hit; hit->visitor must be set.  SAVE_REFUSED
 * with visit->duplicate when that hit_id is stored already.
 */
enum saved visit_write(struct db *db, struct arena *arena,
    struct dictionary *dictionary, const struct pixel *pixel,
    const struct hit *hit, const struct browser *browser,
    struct visit *visit);

/*
 * A lead that comes under the id of another hit must not be taken for its
 * repetition: it gets an id of its own.  False: the database failed.
 */
bool visit_free_id(struct db *db, struct hit *hit);

#endif
