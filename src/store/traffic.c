#include "traffic.h"

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "figures.h"
#include "keeper.h"
#include "rows.h"

static const int64_t hour_ms = INT64_C(60) * 60 * 1000;

/* When a visit with a hit then may have begun: late hits of a page closed
   long ago can make one longer than a day. */
static int64_t
begun(int64_t from)
{
	return from - 2 * SESSION_MAX_HOURS * hour_ms;
}

bool
traffic_sum(struct db *db, int64_t pixel, int64_t from, struct traffic *out)
{
	struct rows rows;

	*out = (struct traffic){ 0 };
	db_query(db, &rows, SQL_TRAFFIC_SUM, INT(from), INT(from),
	    INT(pixel), INT(begun(from)), INT(from));
	if (rows_next(&rows))
		*out = (struct traffic){
			.events = rows_int(&rows, 0),
			.visitors = rows_int(&rows, 1),
			.sessions = rows_int(&rows, 2),
		};
	return rows_done(&rows);
}

static bool
read_slots(struct rows *rows, struct arena *arena,
    const struct traffic_slot **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct traffic_slot *const slot = keeper_take(&keeper,
		    sizeof(*slot));
		if (slot == NULL)
			break;
		*slot = (struct traffic_slot){
			.start = rows_int(rows, 0),
			.events = rows_int(rows, 1),
			.visitors = rows_int(rows, 2),
		};
		*out = slot;
		out = &slot->next;
	}
	return rows_done(rows) && !keeper.failed;
}

bool
traffic_days(struct db *db, struct arena *arena, int64_t pixel, int64_t from,
    const struct traffic_slot **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_TRAFFIC_DAYS, INT(pixel), INT(from),
	    INT(pixel), INT(begun(from)), INT(from), INT(from));
	return read_slots(&rows, arena, out);
}

bool
traffic_hours(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct traffic_slot **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_TRAFFIC_HOURS, INT(pixel), INT(begun(from)),
	    INT(from), INT(from));
	return read_slots(&rows, arena, out);
}

bool
traffic_sources(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct figure **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_TRAFFIC_SOURCES, INT(from), INT(from),
	    INT(pixel), INT(begun(from)), INT(from));
	return figures_take(&rows, arena, out);
}

static bool
read_number(struct rows *rows, int64_t *out)
{
	*out = rows_next(rows) ? rows_int(rows, 0) : 0;
	return rows_done(rows);
}

bool
traffic_pages(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct figure **out, int64_t *pages)
{
	struct rows rows;

	db_query(db, &rows, SQL_TRAFFIC_PAGES, INT(pixel),
	    INT(from / hour_ms));
	if (!figures_take(&rows, arena, out))
		return false;
	db_query(db, &rows, SQL_TRAFFIC_PAGES_SEEN, INT(pixel),
	    INT(from / hour_ms));
	return read_number(&rows, pages);
}

bool
traffic_visitors(struct db *db, int64_t project, int64_t from, int64_t *out)
{
	struct rows rows;

	db_query(db, &rows, SQL_TRAFFIC_VISITORS, INT(begun(from)),
	    INT(from), INT(project));
	return read_number(&rows, out);
}

bool
traffic_people(struct db *db, int64_t pixel, int64_t from,
    struct traffic *out)
{
	struct rows rows;

	*out = (struct traffic){ 0 };
	db_query(db, &rows, SQL_TRAFFIC_PEOPLE, INT(pixel),
	    INT(begun(from)), INT(from));
	if (rows_next(&rows))
		*out = (struct traffic){
			.visitors = rows_int(&rows, 0),
			.sessions = rows_int(&rows, 1),
		};
	return rows_done(&rows);
}
