/* visits: rows of visitors and sessions. */
#ifndef VISITS_H
#define VISITS_H

#include <stdbool.h>
#include <stdint.h>

#include "id.h"
#include "session.h"

struct db;
struct dictionary;
struct place;
struct touch;

/* A row of visitors; id 0 = not stored yet. */
struct visitor {
	int64_t id;
	int64_t first_seen, last_seen;
	int64_t first_touch, last_touch, last_nondirect_touch;
	bool touched;		/* the three above are not saved yet */
};

/* All return false when the database failed; absence is id 0. */
/* A project's visitor: the same browser is another one to another project. */
struct visitor_key {
	const struct id *token;
	int64_t project;
};

bool visits_find_visitor(struct db *db, const struct visitor_key *key,
    struct visitor *out);
bool visits_add_visitor(struct db *db, const struct visitor_key *key,
    int64_t occurred, struct visitor *out);

/*
 * Widens first/last seen to the moment, counts one more visit or not, and
 * saves the touches if touches_save moved them.
 */
bool visits_save_visitor(struct db *db, struct visitor *visitor,
    int64_t occurred, bool new_visit);

/* The session of that visitor and pixel which covers the moment. */
bool visits_find_session(struct db *db, int64_t visitor, int64_t pixel,
    int64_t occurred, struct session *out);

/* How a session came and how its visitor first did; NULL = no signal. */
struct new_session {
	int64_t visitor, pixel, landing_page, agent;
	const char *ip;		/* by policy, NULL = none */
	const struct place *place;
	const struct touch *touch, *first;
	int64_t first_landing_page;	/* of `first`, 0 = none */
};

/* Stores a session that session_join has filled, its touch's id included. */
bool visits_add_session(struct db *db, struct dictionary *dictionary,
    const struct new_session *about, struct session *session);

/* A further hit of it; `earlier`: its start moved. */
bool visits_save_session(struct db *db, const struct session *session,
    bool earlier);

/* A session that began without a signal learns how it came, by its touch. */
bool visits_session_came(struct db *db, struct dictionary *dictionary,
    const struct new_session *about, const struct session *session);

#endif
