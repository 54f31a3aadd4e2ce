#include "figures.h"

#include "arena.h"
#include "date.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

bool
figures_take(struct rows *rows, struct arena *arena, const struct figure **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct figure *const figure = keeper_take(&keeper,
		    sizeof(*figure));
		if (figure == NULL)
			break;
		*figure = (struct figure){
			.name = keeper_text(&keeper, 0),
			.count = rows_int(rows, 1),
		};
		*out = figure;
		out = &figure->next;
	}
	return rows_done(rows) && !keeper.failed;
}

/* The one number of a statement's one row; 0 without a row. */
static bool
read_number(struct db *db, enum sql sql, int64_t since, int64_t *out)
{
	struct rows rows;

	db_query(db, &rows, sql, INT(since));
	*out = rows_next(&rows) ? rows_int(&rows, 0) : 0;
	return rows_done(&rows);
}

static bool
read_run(struct db *db, struct arena *arena, struct last_run *out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = (struct last_run){ .started = 0 };
	db_list(db, &rows, SQL_FIGURES_RUN);
	if (rows_next(&rows))
		*out = (struct last_run){
			.started = rows_int(&rows, 0),
			.ended = rows_int(&rows, 1),
			.reason = keeper_text(&keeper, 2),
			.claimed = rows_int(&rows, 3),
			.applied = rows_int(&rows, 4),
			.failed = rows_int(&rows, 5),
		};
	return rows_done(&rows) && !keeper.failed;
}

static bool
read_breakers(struct db *db, struct arena *arena,
    const struct open_breaker **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_list(db, &rows, SQL_FIGURES_BREAKERS);
	while (!keeper.failed && rows_next(&rows)) {
		struct open_breaker *const breaker = keeper_take(&keeper,
		    sizeof(*breaker));
		if (breaker == NULL)
			break;
		*breaker = (struct open_breaker){
			.target = keeper_string(&keeper, 5),
			.owner_id = rows_int(&rows, 6),
			.owner = keeper_string(&keeper, 0),
			.name = keeper_string(&keeper, 1),
			.state = keeper_string(&keeper, 2),
			.reason = keeper_text(&keeper, 3),
			.until = rows_int(&rows, 4),
		};
		*out = breaker;
		out = &breaker->next;
	}
	return rows_done(&rows) && !keeper.failed;
}

bool
figures_watch(struct db *db, struct arena *arena,
    const struct figures_times *times, struct figures *out)
{
	return read_number(db, SQL_FIGURES_DUE, times->now,
	    &out->oldest_due) &&
	    read_number(db, SQL_FIGURES_FAILED, times->failed_since,
	    &out->failed) &&
	    read_run(db, arena, &out->run) &&
	    read_breakers(db, arena, &out->breakers);
}

bool
figures_read(struct db *db, struct arena *arena,
    const struct figures_times *times, struct figures *out)
{
	struct rows rows;

	db_list(db, &rows, SQL_FIGURES_JOBS);
	if (!figures_take(&rows, arena, &out->jobs))
		return false;
	db_query(db, &rows, SQL_FIGURES_VERDICTS,
	    INT(date_day(times->today)));
	return figures_take(&rows, arena, &out->verdicts) &&
	    read_number(db, SQL_FIGURES_LEADS, times->today, &out->leads) &&
	    figures_watch(db, arena, times, out);
}
