#include "person_fields.h"

#include "db.h"
#include "keeper.h"
#include "rows.h"

static struct person_field *
keep_field(struct keeper *keeper)
{
	struct person_field *const field = keeper_take(keeper,
	    sizeof(*field));

	if (field != NULL)
		*field = (struct person_field){
			.key = keeper_string(keeper, 0),
			.name = keeper_string(keeper, 1),
			.type = keeper_string(keeper, 2),
			.options = keeper_text(keeper, 3),
		};
	return field;
}

bool
person_fields_list(struct db *db, struct arena *arena, int64_t account_id,
    const struct person_field **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_query(db, &rows, SQL_FIELD_LIST, INT(account_id));
	while (!keeper.failed && rows_next(&rows)) {
		struct person_field *const field = keep_field(&keeper);
		if (field == NULL)
			break;
		*out = field;
		out = &field->next;
	}
	return rows_done(&rows) && !keeper.failed;
}

bool
person_fields_age(struct db *db, int64_t account_id, int64_t *read)
{
	struct rows rows;

	db_query(db, &rows, SQL_FIELDS_AGE, INT(account_id));
	*read = rows_next(&rows) ? rows_int(&rows, 0) : 0;
	return rows_done(&rows);
}

bool
person_fields_doubt(struct db *db, int64_t account_id)
{
	return db_run(db, SQL_FIELDS_READ, INT(0), INT(account_id));
}

bool
person_fields_put(struct db *db, int64_t account_id,
    const struct person_field *field)
{
	return db_run(db, SQL_FIELD_PUT, INT(account_id), TEXT(field->key),
	    TEXT(field->name), TEXT(field->type), TEXT(field->options));
}

bool
person_fields_save(struct db *db, int64_t account_id,
    const struct person_field *fields, int64_t now)
{
	if (!db_run(db, SQL_FIELDS_DROP, INT(account_id)))
		return false;
	for (; fields != NULL; fields = fields->next)
		if (!person_fields_put(db, account_id, fields))
			return false;
	return db_run(db, SQL_FIELDS_READ, INT(now), INT(account_id));
}
