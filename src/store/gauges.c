#include "gauges.h"

#include "bounds.h"
#include "db.h"
#include "rows.h"

static const int64_t hour_ms = INT64_C(60) * 60 * 1000;

static bool
read_all_time(struct db *db, int64_t project, struct gauges *out)
{
	struct rows rows;

	if (project == 0)
		db_list(db, &rows, SQL_GAUGES_ALL);
	else
		db_query(db, &rows, SQL_GAUGES_PROJECT, INT(project));
	if (rows_next(&rows)) {
		out->events = rows_int(&rows, 0);
		out->visitors = rows_int(&rows, 1);
		out->sessions = rows_int(&rows, 2);
		out->pixels = rows_int(&rows, 3);
	}
	return rows_done(&rows);
}

static bool
read_lately(struct db *db, int64_t project, int64_t since,
    struct gauges *out)
{
	struct rows rows;

	db_query(db, &rows, SQL_GAUGES_LATELY, INT(project), INT(project),
	    INT(since - 2 * SESSION_MAX_HOURS * hour_ms), INT(since),
	    INT(since));
	if (rows_next(&rows)) {
		out->events_hour = rows_int(&rows, 0);
		out->forms_hour = rows_int(&rows, 1);
	}
	return rows_done(&rows);
}

static bool
read_queue(struct db *db, int64_t project, int64_t now, struct gauges *out)
{
	struct rows rows;

	db_query(db, &rows, SQL_GAUGES_QUEUE, INT(now), INT(project),
	    INT(project));
	if (rows_next(&rows)) {
		out->queued = rows_int(&rows, 0);
		out->due = rows_int(&rows, 1);
	}
	if (!rows_done(&rows))
		return false;
	db_query(db, &rows, SQL_GAUGES_WALL, INT(project), INT(project));
	if (rows_next(&rows)) {
		out->wall = rows_int(&rows, 0);
		out->failures = rows_int(&rows, 1);
		out->until = rows_int(&rows, 2);
	}
	return rows_done(&rows);
}

bool
gauges_read(struct db *db, int64_t project, int64_t now, int64_t since,
    struct gauges *out)
{
	*out = (struct gauges){ 0 };
	return read_all_time(db, project, out) &&
	    read_lately(db, project, since, out) &&
	    read_queue(db, project, now, out);
}
