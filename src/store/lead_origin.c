#include "lead_origin.h"

#include "db.h"
#include "keeper.h"
#include "rows.h"

bool
lead_origin_read(struct db *db, struct arena *arena, int64_t lead,
    struct lead_origin *out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = (struct lead_origin){ .page = NULL };
	db_query(db, &rows, SQL_LINE_ORIGIN, INT(lead));
	if (rows_next(&rows))
		*out = (struct lead_origin){
			.page = keeper_text(&keeper, 0),
			.first.landing = keeper_text(&keeper, 1),
			.first.click = keeper_text(&keeper, 2),
			.last.landing = keeper_text(&keeper, 3),
			.last.click = keeper_text(&keeper, 4),
		};
	return rows_done(&rows) && !keeper.failed;
}
