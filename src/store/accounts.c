#include "accounts.h"

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

bool
accounts_add(struct db *db, struct account *account, int64_t now)
{
	if (!db_run(db, SQL_ACCOUNT_ADD, TEXT(account->name),
	    TEXT(account->domain), INT(now)))
		return false;
	account->id = db_last_id(db);
	return true;
}

static struct account *
keep_account(struct keeper *keeper)
{
	struct account *const account = keeper_take(keeper, sizeof(*account));

	if (account == NULL)
		return NULL;
	*account = (struct account){
		.id = rows_int(keeper->rows, 0),
		.name = keeper_string(keeper, 1),
		.domain = keeper_string(keeper, 2),
		.fields = rows_int(keeper->rows, 3),
	};
	return account;
}

static bool
read_accounts(struct rows *rows, struct arena *arena,
    const struct account **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct account *const account = keep_account(&keeper);
		if (account == NULL)
			break;
		*out = account;
		out = &account->next;
	}
	return rows_done(rows) && !keeper.failed;
}

bool
accounts_find(struct db *db, struct arena *arena, const char *name,
    const struct account **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_ACCOUNT_FIND, TEXT(name));
	return read_accounts(&rows, arena, out);
}

bool
accounts_of_lead(struct db *db, struct arena *arena, int64_t lead,
    const struct account **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_ACCOUNT_OF_LEAD, INT(lead));
	return read_accounts(&rows, arena, out);
}

bool
accounts_list(struct db *db, struct arena *arena, const struct account **out)
{
	struct rows rows;

	db_list(db, &rows, SQL_ACCOUNT_LIST);
	return read_accounts(&rows, arena, out);
}

static struct mapped_field *
keep_field(struct keeper *keeper)
{
	struct mapped_field *const field = keeper_take(keeper,
	    sizeof(*field));

	if (field == NULL)
		return NULL;
	*field = (struct mapped_field){
		.name = keeper_string(keeper, 0),
		.key = keeper_string(keeper, 1),
		.type = keeper_string(keeper, 2),
		.policy = keeper_string(keeper, 3),
		.version = rows_int(keeper->rows, 4),
		.crm_name = keeper_text(keeper, 5),
		.crm_type = keeper_text(keeper, 6),
		.options = keeper_text(keeper, 7),
	};
	return field;
}

bool
accounts_map(struct db *db, struct arena *arena, int64_t account_id,
    const struct mapped_field **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_query(db, &rows, SQL_MAP_LIST, INT(account_id));
	while (!keeper.failed && rows_next(&rows)) {
		struct mapped_field *const field = keep_field(&keeper);
		if (field == NULL)
			break;
		*out = field;
		out = &field->next;
	}
	return rows_done(&rows) && !keeper.failed;
}

bool
accounts_map_put(struct db *db, int64_t account_id,
    const struct mapped_field *field)
{
	if (!db_run(db, SQL_MAP_CHANGE, TEXT(field->key), TEXT(field->type),
	    TEXT(field->policy), INT(account_id), TEXT(field->name)))
		return false;
	if (db_changes(db) == 0 && !db_run(db, SQL_MAP_ADD, INT(account_id),
	    TEXT(field->name), TEXT(field->key), TEXT(field->type),
	    TEXT(field->policy)))
		return false;
	return db_run(db, SQL_MAP_RAISED, INT(account_id), INT(account_id));
}
