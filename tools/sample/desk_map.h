/* desk_map: the fields of the CRM that the project writes to. */
#ifndef DESK_MAP_H
#define DESK_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "change.h"

struct arena;
struct db;

struct desk_map {
	struct change_target targets[CHANGES_MAX];
	size_t count;			/* 0: nothing is mapped */
	int64_t version;
};

/* False, logged, when a line of the map cannot be used. */
bool desk_map_read(struct desk_map *map, struct db *db, struct arena *arena,
    int64_t account);

#endif
