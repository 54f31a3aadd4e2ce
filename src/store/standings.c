#include "standings.h"

#include "db.h"
#include "figures.h"
#include "keeper.h"
#include "rows.h"

bool
standings_read(struct db *db, int64_t project, int64_t since,
    struct standing *out)
{
	struct rows rows;

	*out = (struct standing){ 0 };
	db_query(db, &rows, SQL_PROJECT_FIGURES, INT(since), INT(since),
	    INT(since), INT(project));
	if (rows_next(&rows))
		*out = (struct standing){
			.sessions = rows_int(&rows, 0),
			.leads = rows_int(&rows, 1),
			.synced = rows_int(&rows, 2),
			.waiting_for_you = rows_int(&rows, 3),
			.last_hit = rows_int(&rows, 4),
			.walled = rows_int(&rows, 5) > 0,
			.barred = rows_int(&rows, 5) > 1,
		};
	return rows_done(&rows);
}

bool
standings_matched(struct db *db, int64_t pixel, int64_t *lead,
    int64_t *person)
{
	struct rows rows;

	*lead = *person = 0;
	db_query(db, &rows, SQL_PIXEL_MATCHED, INT(pixel));
	if (rows_next(&rows)) {
		*lead = rows_int(&rows, 0);
		*person = rows_int(&rows, 1);
	}
	return rows_done(&rows);
}

bool
standings_verdicts(struct db *db, struct arena *arena, int64_t pixel,
    int64_t day, const struct figure **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_query(db, &rows, SQL_PIXEL_VERDICTS, INT(pixel), INT(day));
	while (!keeper.failed && rows_next(&rows)) {
		struct figure *const figure = keeper_take(&keeper,
		    sizeof(*figure));
		if (figure == NULL)
			break;
		*figure = (struct figure){
			.name = keeper_string(&keeper, 0),
			.count = rows_int(&rows, 1),
		};
		*out = figure;
		out = &figure->next;
	}
	return rows_done(&rows) && !keeper.failed;
}
