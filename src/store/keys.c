#include "keys.h"

#include <string.h>

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

bool
keys_add(struct db *db, const struct key_row *key, int64_t now)
{
	return db_run(db, SQL_KEY_ADD, TEXT(key->name),
	    BLOB(key->digest, HASH_SIZE), TEXT(key->role),
	    ID(key->project_id), INT(now));
}

/* From the columns after the first. */
struct key_found *
keys_take(const struct rows *rows, struct arena *arena)
{
	struct key_found *const key = arena_take(arena, sizeof(*key));
	const char *const name = rows_text(rows, 2);

	if (key == NULL)
		return NULL;
	*key = (struct key_found){ .id = rows_int(rows, 1),
		.name = arena_copy(arena, name, strlen(name)),
		.manages = strcmp(rows_text(rows, 3), "manage") == 0,
		.project_id = rows_int(rows, 4),
		.last_used = rows_int(rows, 5) };
	return key->name == NULL ? NULL : key;
}

bool
keys_named(struct db *db, const char *name, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_KEY_NAMED, TEXT(name));
	*found = rows_next(&rows) && rows_int(&rows, 0) > 0;
	return rows_done(&rows);
}

bool
keys_find(struct db *db, struct arena *arena, const char *text,
    const struct key_found **out)
{
	unsigned char digest[HASH_SIZE];
	struct key_found *key = NULL;
	struct rows rows;

	hash_sha256(text, strlen(text), digest);
	db_query(db, &rows, SQL_KEY_VALID, BLOB(digest, HASH_SIZE));
	if (rows_next(&rows)) {
		size_t size;
		const void *kept = rows_blob(&rows, 0, &size);

		if (size == HASH_SIZE && hash_same(kept, digest, HASH_SIZE))
			key = keys_take(&rows, arena);
	}
	*out = key;
	return rows_done(&rows);
}

bool
keys_used(struct db *db, int64_t id, int64_t now)
{
	return db_run(db, SQL_KEY_USED, INT(now), INT(id));
}

static struct key_line *
keep_line(struct keeper *keeper)
{
	struct key_line *const line = keeper_take(keeper, sizeof(*line));

	if (line == NULL)
		return NULL;
	*line = (struct key_line){
		.name = keeper_string(keeper, 1),
		.role = keeper_string(keeper, 2),
		.project = keeper_text(keeper, 3),
		.created = rows_int(keeper->rows, 4),
		.last_used = rows_int(keeper->rows, 5),
		.revoked = rows_int(keeper->rows, 6),
	};
	return line;
}

bool
keys_list(struct db *db, struct arena *arena, const struct key_line **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_list(db, &rows, SQL_KEY_LIST);
	while (!keeper.failed && rows_next(&rows)) {
		struct key_line *const line = keep_line(&keeper);
		if (line == NULL)
			break;
		*out = line;
		out = &line->next;
	}
	return rows_done(&rows) && !keeper.failed;
}

bool
keys_revoke(struct db *db, const char *name, int64_t now, bool *done)
{
	if (!db_run(db, SQL_KEY_REVOKE, INT(now), TEXT(name)))
		return false;
	*done = db_changes(db) > 0;
	return true;
}
