#include "desk_map.h"

#include <string.h>

#include "accounts.h"
#include "log.h"

static bool
add_field(struct desk_map *map, struct arena *arena,
    const struct mapped_field *field)
{
	const struct change_row row = { .name = field->name,
		.key = field->key, .type = field->type,
		.options = field->options,
		.if_empty = strcmp(field->policy, "if_empty") == 0 };
	const char *problem = "there are too many";

	if (map->count < CHANGES_MAX)
		problem = change_target_read(&map->targets[map->count++],
		    arena, &row);
	if (problem != NULL)
		log_error("field %s cannot be used: %s", field->name,
		    problem);
	return problem == NULL;
}

bool
desk_map_read(struct desk_map *map, struct db *db, struct arena *arena,
    int64_t account)
{
	const struct mapped_field *field = NULL;

	map->count = 0;
	map->version = 0;
	if (account != 0 && !accounts_map(db, arena, account, &field))
		return false;
	for (; field != NULL; field = field->next) {
		if (field->version > map->version)
			map->version = field->version;
		if (!add_field(map, arena, field))
			return false;
	}
	return true;
}
