#include "pixels.h"

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

bool
pixels_add(struct db *db, struct pixel_row *pixel, int64_t now)
{
	if (!db_run(db, SQL_PIXEL_ADD, TEXT(pixel->public_id),
	    INT(pixel->project_id), TEXT(pixel->name), TEXT(pixel->website),
	    TEXT(pixel->hosts), INT(now)))
		return false;
	pixel->id = db_last_id(db);
	return true;
}

static struct pixel_row *
keep(struct keeper *keeper)
{
	struct pixel_row *const pixel = keeper_take(keeper, sizeof(*pixel));

	if (pixel == NULL)
		return NULL;
	*pixel = (struct pixel_row){
		.id = rows_int(keeper->rows, 0),
		.public_id = keeper_string(keeper, 1),
		.name = keeper_string(keeper, 2),
		.project = keeper_string(keeper, 3),
		.website = keeper_text(keeper, 4),
		.hosts = keeper_string(keeper, 5),
		.active = rows_int(keeper->rows, 6) != 0,
		.last_visit = rows_int(keeper->rows, 7),
		.project_id = rows_int(keeper->rows, 8),
		.created = rows_int(keeper->rows, 9),
	};
	return pixel;
}

static bool
read_all(struct rows *rows, struct arena *arena, const struct pixel_row **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct pixel_row *const pixel = keep(&keeper);
		if (pixel == NULL)
			break;
		*out = pixel;
		out = &pixel->next;
	}
	return rows_done(rows) && !keeper.failed;
}

bool
pixels_find(struct db *db, struct arena *arena, const char *public_id,
    const struct pixel_row **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_PIXEL_FIND, TEXT(public_id));
	return read_all(&rows, arena, out);
}

bool
pixels_named(struct db *db, struct arena *arena, int64_t project_id,
    const char *name, const struct pixel_row **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_PIXEL_NAMED, INT(project_id), TEXT(name));
	return read_all(&rows, arena, out);
}

bool
pixels_set_hosts(struct db *db, int64_t id, const char *hosts)
{
	return db_run(db, SQL_PIXEL_HOSTS, TEXT(hosts), INT(id));
}

bool
pixels_list(struct db *db, struct arena *arena, const struct pixel_row **out)
{
	struct rows rows;

	db_list(db, &rows, SQL_PIXEL_LIST);
	return read_all(&rows, arena, out);
}

bool
pixels_of(struct db *db, struct arena *arena, int64_t project_id,
    const struct pixel_row **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_PIXEL_OF, INT(project_id));
	return read_all(&rows, arena, out);
}

bool
pixels_change(struct db *db, const struct pixel_row *pixel)
{
	return db_run(db, SQL_PIXEL_CHANGE, TEXT(pixel->name),
	    TEXT(pixel->website), TEXT(pixel->hosts), INT(pixel->id));
}

bool
pixels_end(struct db *db, int64_t id)
{
	return db_run(db, SQL_PIXEL_END, INT(id));
}
