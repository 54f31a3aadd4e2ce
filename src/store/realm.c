#include "realm.h"

#include "db.h"
#include "keeper.h"
#include "rows.h"

static bool
take(struct rows *rows, struct arena *arena, struct realm *out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = (struct realm){ .project = 0 };
	if (rows_next(rows))
		*out = (struct realm){
			.project = rows_int(rows, 0),
			.time_zone = keeper_string(&keeper, 1),
		};
	return rows_done(rows) && !keeper.failed;
}

bool
realm_of_project(struct db *db, struct arena *arena, int64_t project,
    struct realm *out)
{
	struct rows rows;

	db_query(db, &rows, SQL_REALM_PROJECT, INT(project));
	return take(&rows, arena, out);
}

bool
realm_of_pixel(struct db *db, struct arena *arena, const char *pixel,
    struct realm *out)
{
	struct rows rows;

	db_query(db, &rows, SQL_REALM_PIXEL, TEXT(pixel));
	return take(&rows, arena, out);
}
