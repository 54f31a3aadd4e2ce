/* campaigns: what a project calls the campaigns that addresses number. */
#ifndef CAMPAIGNS_H
#define CAMPAIGNS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

struct campaign {
	const char *id, *name;
	const struct campaign *next;
};

/* The name, in the arena; NULL = that id has none. */
bool campaigns_find(struct db *db, struct arena *arena, int64_t project,
    const char *id, const char **name);

/* Adds or renames; an empty name drops it. */
bool campaigns_set(struct db *db, int64_t project, const char *id,
    const char *name);

bool campaigns_count(struct db *db, int64_t project, int64_t *count);

/* All of a project, by id; NULL if none. */
bool campaigns_list(struct db *db, struct arena *arena, int64_t project,
    const struct campaign **out);

#endif
