#include "backlog.h"

#include "db.h"
#include "rows.h"

bool
backlog_count(struct db *db, const struct backlog *backlog, int64_t *count)
{
	struct rows rows;

	db_query(db, &rows, SQL_BACKLOG_COUNT, INT(backlog->project),
	    INT(backlog->since));
	*count = rows_next(&rows) ? rows_int(&rows, 0) : 0;
	return rows_done(&rows);
}

bool
backlog_send(struct db *db, const struct backlog *backlog, int64_t *count)
{
	if (!db_run(db, SQL_BACKLOG_SEND, INT(backlog->account),
	    INT(backlog->account), INT(backlog->account), INT(backlog->now),
	    INT(backlog->project), INT(backlog->since)))
		return false;
	*count = db_changes(db);
	return true;
}
