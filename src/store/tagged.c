#include "tagged.h"

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

static struct tagged_event *
keep(struct keeper *keeper)
{
	struct tagged_event *const event = keeper_take(keeper,
	    sizeof(*event));

	if (event == NULL)
		return NULL;
	*event = (struct tagged_event){
		.id = rows_int(keeper->rows, 0),
		.occurred = rows_int(keeper->rows, 1),
		.type = keeper_text(keeper, 2),
		.page = keeper_text(keeper, 3),
		.pixel = keeper_text(keeper, 4),
		.source = keeper_text(keeper, 5),
		.medium = keeper_text(keeper, 6),
		.campaign = keeper_text(keeper, 7),
		.clicked = rows_int(keeper->rows, 8) != 0,
		.queried = rows_int(keeper->rows, 9) != 0,
		.lead = rows_int(keeper->rows, 10) != 0,
		.synced = rows_int(keeper->rows, 11) != 0,
	};
	return event;
}

bool
tagged_read(struct db *db, struct arena *arena, int64_t project,
    int64_t from, int64_t most, const struct tagged_event **out)
{
	const int64_t longest = INT64_C(2) * SESSION_MAX_HOURS * 3600 * 1000;
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_query(db, &rows, SQL_TAGGED, INT(project), INT(project),
	    INT(from - longest), INT(from), INT(from), INT(most));
	while (!keeper.failed && rows_next(&rows)) {
		struct tagged_event *const event = keep(&keeper);
		if (event == NULL)
			break;
		*out = event;
		out = &event->next;
	}
	return rows_done(&rows) && !keeper.failed;
}
