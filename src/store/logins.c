#include "logins.h"

#include "db.h"
#include "rows.h"

bool
logins_add(struct db *db, const struct login_row *login, int64_t key_id)
{
	return db_run(db, SQL_LOGIN_ADD, BLOB(login->digest, HASH_SIZE),
	    INT(key_id), INT(login->created), INT(login->last_used));
}

bool
logins_find(struct db *db, struct arena *arena, struct login_row *login,
    bool *found)
{
	struct rows rows;

	login->key = NULL;
	db_query(db, &rows, SQL_LOGIN_FIND, BLOB(login->digest, HASH_SIZE));
	*found = rows_next(&rows);
	if (*found) {
		login->created = rows_int(&rows, 6);
		login->last_used = rows_int(&rows, 7);
		login->key = keys_take(&rows, arena);
	}
	return rows_done(&rows);
}

bool
logins_used(struct db *db, const struct login_row *login, int64_t now)
{
	return db_run(db, SQL_LOGIN_USED, INT(now),
	    BLOB(login->digest, HASH_SIZE));
}

bool
logins_end(struct db *db, const struct login_row *login)
{
	return db_run(db, SQL_LOGIN_END, BLOB(login->digest, HASH_SIZE));
}

bool
logins_clear(struct db *db, int64_t created, int64_t last_used)
{
	return db_run(db, SQL_LOGIN_CLEAR, INT(created), INT(last_used));
}
