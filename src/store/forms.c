#include "forms.h"

#include <string.h>

#include "bounds.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

static const char *const names[] = {
	[TREATED_AUTO] = "auto", [TREATED_LEAD] = "lead",
	[TREATED_EVENT] = "event",
};

const char *
forms_treated_name(enum treated treated)
{
	return names[treated];
}

bool
forms_treated_parse(const char *name, enum treated *out)
{
	for (int i = TREATED_AUTO; i <= TREATED_EVENT; i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum treated)i;
			return true;
		}
	return false;
}

bool
forms_find(struct db *db, int64_t pixel, const char *key, enum treated *out)
{
	struct rows rows;

	*out = TREATED_AUTO;
	db_query(db, &rows, SQL_FORM_FIND, INT(pixel), TEXT(key));
	if (rows_next(&rows))
		(void)forms_treated_parse(rows_text(&rows, 0), out);
	return rows_done(&rows);
}

bool
forms_count(struct db *db, int64_t pixel, const char *key, int64_t now)
{
	return db_run(db, SQL_FORM_SEEN, INT(now), INT(pixel), TEXT(key)) &&
	    (db_changes(db) > 0 || db_run(db, SQL_FORM_ADD, INT(pixel),
	    TEXT(key), INT(now), INT(now), INT(pixel), INT(FORMS_MAX)));
}

/* The rows of either statement, in their order. */
static bool
read_all(struct rows *rows, struct arena *arena, const struct form_row **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct form_row *form = keeper_take(&keeper, sizeof(*form));

		if (form == NULL)
			break;
		*form = (struct form_row){ .id = rows_int(rows, 0),
			.pixel = keeper_string(&keeper, 1),
			.pixel_name = keeper_string(&keeper, 2),
			.key = keeper_string(&keeper, 3),
			.first_seen = rows_int(rows, 4),
			.last_seen = rows_int(rows, 5),
			.submissions = rows_int(rows, 6),
			.treated = keeper_string(&keeper, 7),
			.time_zone = keeper_string(&keeper, 8) };
		*out = form;
		out = &form->next;
	}
	return rows_done(rows) && !keeper.failed;
}

bool
forms_list(struct db *db, struct arena *arena, const struct form_row **out)
{
	struct rows rows;

	db_list(db, &rows, SQL_FORM_LIST);
	return read_all(&rows, arena, out);
}

bool
forms_read(struct db *db, struct arena *arena, int64_t id,
    const struct form_row **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_FORM_READ, INT(id));
	return read_all(&rows, arena, out);
}

bool
forms_treat(struct db *db, int64_t id, enum treated treated)
{
	return db_run(db, SQL_FORM_TREAT, TEXT(names[treated]), INT(id)) &&
	    db_changes(db) == 1;
}
