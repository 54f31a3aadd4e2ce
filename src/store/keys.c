#include "keys.h"

#include <string.h>

#include "db.h"
#include "rows.h"

bool
keys_add(struct db *db, const struct key_row *key, int64_t now)
{
	return db_run(db, SQL_KEY_ADD, TEXT(key->name),
	    BLOB(key->digest, HASH_SIZE), TEXT(key->role),
	    ID(key->project_id), INT(now));
}

bool
keys_valid(struct db *db, const char *text, bool *valid)
{
	unsigned char digest[HASH_SIZE];
	struct rows rows;

	hash_sha256(text, strlen(text), digest);
	db_query(db, &rows, SQL_KEY_VALID, BLOB(digest, HASH_SIZE));
	*valid = false;
	if (rows_next(&rows)) {
		size_t size;
		const void *kept = rows_blob(&rows, 0, &size);

		*valid = size == HASH_SIZE &&
		    hash_same(kept, digest, HASH_SIZE);
	}
	return rows_done(&rows);
}

bool
keys_named(struct db *db, const char *name, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_KEY_NAMED, TEXT(name));
	*found = rows_next(&rows) && rows_int(&rows, 0) > 0;
	return rows_done(&rows);
}
