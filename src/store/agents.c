#include "agents.h"

#include <string.h>

#include "agent.h"
#include "arena.h"
#include "db.h"
#include "rows.h"

static const char *
copy(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

bool
agents_stale(struct db *db, struct arena *arena, int64_t version,
    struct agent_row out[AGENTS_SLICE], size_t *count)
{
	struct rows rows;

	*count = 0;
	db_query(db, &rows, SQL_AGENT_STALE, INT(version), INT(AGENTS_SLICE));
	while (rows_next(&rows) && *count < AGENTS_SLICE)
		out[(*count)++] = (struct agent_row){
			.id = rows_int(&rows, 0),
			.user_agent = copy(arena, rows_text(&rows, 1)),
			.hints = copy(arena, rows_text(&rows, 2)),
		};
	return rows_done(&rows) && !arena->spent;
}

bool
agents_save(struct db *db, int64_t id, const struct agent *agent,
    int64_t version)
{
	return db_run(db, SQL_AGENT_CLASSIFY, TEXT(agent->browser),
	    TEXT(agent->browser_version), TEXT(agent->os),
	    TEXT(agent->os_version), TEXT(agent->device), INT(version),
	    INT(id));
}
