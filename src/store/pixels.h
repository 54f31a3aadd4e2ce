/* pixels: the rows of script tags, for those who look after them. */
#ifndef PIXELS_H
#define PIXELS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

struct pixel_row {
	int64_t id;
	const char *public_id;		/* 8-64 of A-Z a-z 0-9 - _ */
	const char *name;
	int64_t project_id;
	const char *project;		/* its name, when reading */
	const char *website;		/* or NULL */
	const char *hosts;		/* blank-separated, "" = any */
	bool active;			/* and its project is */
	int64_t last_visit;		/* ms, 0 = never; the last hit of the
					   newest visit, in pixels_list that
					   visit's start; not by its name */
	int64_t created;
	const struct pixel_row *next;
};

/* Adds a row and sets the id.  False: see db_trouble. */
bool pixels_add(struct db *db, struct pixel_row *pixel, int64_t now);

/* The one of that public id, active or not; *out is NULL if none. */
bool pixels_find(struct db *db, struct arena *arena, const char *public_id,
    const struct pixel_row **out);

/* The active one of that name in a project; *out is NULL if none. */
bool pixels_named(struct db *db, struct arena *arena, int64_t project_id,
    const char *name, const struct pixel_row **out);

/* Whose pages may use it: blank-separated, "" = any. */
bool pixels_set_hosts(struct db *db, int64_t id, const char *hosts);

/* All, by project and name, linked by `next`; NULL if none. */
bool pixels_list(struct db *db, struct arena *arena,
    const struct pixel_row **out);

/* The active ones of a project by name; NULL if none. */
bool pixels_of(struct db *db, struct arena *arena, int64_t project_id,
    const struct pixel_row **out);

/* Writes name, website and hosts. */
bool pixels_change(struct db *db, const struct pixel_row *pixel);

/* From now on nothing is collected; its name becomes free. */
bool pixels_end(struct db *db, int64_t id);

#endif
