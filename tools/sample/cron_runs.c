#include "cron_runs.h"

#include "db.h"

enum { MINUTE_MS = 60 * 1000, START_MS = 400, FIRST_PID = 2000, PIDS = 28000 };

bool
cron_runs_find(struct cron_runs *runs, struct db *db, int64_t due)
{
	/* cron begins with the minute after */
	const int64_t started = (due / MINUTE_MS + 1) * MINUTE_MS + START_MS;

	if (runs->id != 0 && started <= runs->started)
		return true;
	if (!cron_runs_save(runs, db) || !db_run(db, SQL_RUN_BEGIN,
	    INT(FIRST_PID + runs->id * 7 % PIDS), INT(started)))
		return false;
	*runs = (struct cron_runs){ .id = db_last_id(db),
		.started = started, .now = started };
	return true;
}

bool
cron_runs_save(const struct cron_runs *runs, struct db *db)
{
	return runs->id == 0 || runs_end(db, runs->id, runs->now, "done",
	    &runs->figures);
}
