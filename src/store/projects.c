#include "projects.h"

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

bool
projects_add(struct db *db, struct project *project, int64_t now)
{
	if (!db_run(db, SQL_PROJECT_ADD, TEXT(project->name),
	    ID(project->account_id), TEXT(project->crm),
	    TEXT(project->privacy), TEXT(project->ip_policy),
	    TEXT(project->time_zone), INT(project->hold_seconds), INT(now)))
		return false;
	project->id = db_last_id(db);
	return true;
}

static struct project *
keep(struct keeper *keeper)
{
	struct project *const project = keeper_take(keeper, sizeof(*project));

	if (project == NULL)
		return NULL;
	*project = (struct project){
		.id = rows_int(keeper->rows, 0),
		.name = keeper_string(keeper, 1),
		.account_id = rows_int(keeper->rows, 2),
		.account = keeper_text(keeper, 3),
		.crm = keeper_string(keeper, 4),
		.privacy = keeper_string(keeper, 5),
		.ip_policy = keeper_string(keeper, 6),
		.time_zone = keeper_string(keeper, 7),
		.hold_seconds = rows_int(keeper->rows, 8),
		.pixels = rows_int(keeper->rows, 9),
		.retention_days = rows_int(keeper->rows, 10),
		.dnt = rows_int(keeper->rows, 11) != 0,
		.custom_params = keeper_string(keeper, 12),
		.store_fields = keeper_string(keeper, 13),
		.thank_you = keeper_string(keeper, 14),
		.weak_match = keeper_string(keeper, 15),
		.wait_days = rows_int(keeper->rows, 16),
		.keep_back = rows_int(keeper->rows, 17) != 0,
		.created = rows_int(keeper->rows, 18),
	};
	return project;
}

/* The rows of either statement, in their order. */
static bool
read_all(struct rows *rows, struct arena *arena, const struct project **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct project *const project = keep(&keeper);
		if (project == NULL)
			break;
		*out = project;
		out = &project->next;
	}
	return rows_done(rows) && !keeper.failed;
}

bool
projects_find(struct db *db, struct arena *arena, const char *name,
    const struct project **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_PROJECT_FIND, TEXT(name));
	return read_all(&rows, arena, out);
}

bool
projects_read(struct db *db, struct arena *arena, int64_t id,
    const struct project **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_PROJECT_READ, INT(id));
	return read_all(&rows, arena, out);
}

bool
projects_list(struct db *db, struct arena *arena, const struct project **out)
{
	struct rows rows;

	db_list(db, &rows, SQL_PROJECT_LIST);
	return read_all(&rows, arena, out);
}

bool
projects_change(struct db *db, const struct project *project)
{
	return db_run(db, SQL_PROJECT_CHANGE, TEXT(project->privacy),
	    TEXT(project->ip_policy), TEXT(project->time_zone),
	    INT(project->hold_seconds), INT(project->retention_days),
	    INT(project->dnt), TEXT(project->custom_params),
	    TEXT(project->store_fields), TEXT(project->thank_you),
	    TEXT(project->weak_match), INT(project->wait_days),
	    INT(project->keep_back),
	    INT(project->id));
}

bool
projects_set_crm(struct db *db, int64_t id, const char *crm,
    int64_t account_id)
{
	return db_run(db, SQL_PROJECT_CRM, TEXT(crm), ID(account_id),
	    INT(id));
}

bool
projects_rename(struct db *db, int64_t id, const char *name)
{
	return db_run(db, SQL_PROJECT_RENAME, TEXT(name), INT(id));
}

bool
projects_end(struct db *db, int64_t id)
{
	return db_run(db, SQL_PIXELS_END, INT(id)) &&
	    db_run(db, SQL_PROJECT_END, INT(id));
}
