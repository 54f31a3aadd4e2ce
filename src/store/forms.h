/* forms: the forms seen on a site, and what one said they are. */
#ifndef FORMS_H
#define FORMS_H

#include <stdbool.h>
#include <stdint.h>

#include "ruling.h"

struct arena;
struct db;

struct form_row {
	int64_t id;
	const char *pixel, *pixel_name, *key, *treated, *time_zone;
	int64_t first_seen, last_seen, submissions;
	const struct form_row *next;
};

/* "auto", "lead", "event"; parsing is false for anything else. */
const char *forms_treated_name(enum treated treated);
bool forms_treated_parse(const char *name, enum treated *out);

/* How that form is treated: TREATED_AUTO unless somebody said otherwise. */
bool forms_find(struct db *db, int64_t pixel, const char *key,
    enum treated *out);

/* One more submission of it; the first FORMS_MAX forms of a pixel are kept. */
bool forms_count(struct db *db, int64_t pixel, const char *key, int64_t now);

/* All, by site and last seen; NULL if none. */
bool forms_list(struct db *db, struct arena *arena,
    const struct form_row **out);

/* The one of that id; *out is NULL if there is none. */
bool forms_read(struct db *db, struct arena *arena, int64_t id,
    const struct form_row **out);

/* False with db_changes 0: there is no form of that id. */
bool forms_treat(struct db *db, int64_t id, enum treated treated);

#endif
