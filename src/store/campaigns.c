#include "campaigns.h"

#include <string.h>

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

bool
campaigns_find(struct db *db, struct arena *arena, int64_t project,
    const char *id, const char **name)
{
	struct rows rows;

	*name = NULL;
	db_query(db, &rows, SQL_CAMPAIGN_FIND, INT(project), TEXT(id));
	if (rows_next(&rows)) {
		const char *text = rows_text(&rows, 0);

		*name = arena_copy(arena, text, strlen(text));
	}
	return rows_done(&rows);
}

bool
campaigns_set(struct db *db, int64_t project, const char *id,
    const char *name)
{
	return *name == '\0'
	    ? db_run(db, SQL_CAMPAIGN_DROP, INT(project), TEXT(id))
	    : db_run(db, SQL_CAMPAIGN_SET, INT(project), TEXT(id),
	    TEXT(name));
}

bool
campaigns_count(struct db *db, int64_t project, int64_t *count)
{
	struct rows rows;

	*count = 0;
	db_query(db, &rows, SQL_CAMPAIGN_COUNT, INT(project));
	if (rows_next(&rows))
		*count = rows_int(&rows, 0);
	return rows_done(&rows);
}

bool
campaigns_list(struct db *db, struct arena *arena, int64_t project,
    const struct campaign **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_query(db, &rows, SQL_CAMPAIGN_LIST, INT(project));
	while (!keeper.failed && rows_next(&rows)) {
		struct campaign *campaign = keeper_take(&keeper,
		    sizeof(*campaign));

		if (campaign == NULL)
			break;
		campaign->id = keeper_string(&keeper, 0);
		campaign->name = keeper_string(&keeper, 1);
		*out = campaign;
		out = &campaign->next;
	}
	return rows_done(&rows) && !keeper.failed;
}
