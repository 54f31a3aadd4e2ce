#include "keys.h"

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
keys_named(struct db *db, const char *name, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_KEY_NAMED, TEXT(name));
	*found = rows_next(&rows) && rows_int(&rows, 0) > 0;
	return rows_done(&rows);
}
