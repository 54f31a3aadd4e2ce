#include "jobs.h"

#include <string.h>

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "log.h"
#include "rows.h"

/* Columns: id, submission, state, attempts, throttles, created, due, run. */
static bool
read_row(struct rows *rows, struct job_row *out, bool *found)
{
	*found = rows_next(rows);
	if (*found) {
		*out = (struct job_row){
			.id = rows_int(rows, 0),
			.submission = rows_int(rows, 1),
			.job.attempts = rows_int(rows, 3),
			.job.throttles = rows_int(rows, 4),
			.job.created = rows_int(rows, 5),
			.job.due = rows_int(rows, 6),
			.run = rows_int(rows, 7),
		};
		*found = job_state_find(rows_text(rows, 2),
		    &out->job.state);
	}
	return rows_done(rows);
}

bool
jobs_next(struct db *db, const struct jobs_asked *asked, struct job_row *out,
    bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_JOB_NEXT, TEXT(target_name(asked->target)),
	    INT(asked->now), INT(asked->owner), INT(asked->only_off),
	    INT(asked->now));
	return read_row(&rows, out, found);
}

bool
jobs_after(struct db *db, const struct jobs_asked *asked,
    const struct job_row *last, struct job_row *out, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_JOB_AFTER, TEXT(target_name(asked->target)),
	    INT(asked->now), INT(asked->owner), INT(last->job.due),
	    INT(last->job.due), INT(last->id));
	return read_row(&rows, out, found);
}

bool
jobs_claim(struct db *db, struct job_row *row, int64_t run, bool *taken)
{
	const struct job_moment moment = { 0 };
	struct job next;

	*taken = job_next(&row->job, EVENT_CLAIMED, &moment, &next);
	if (!*taken)
		return true;
	if (!db_run(db, SQL_JOB_CLAIM, INT(run), INT(row->id),
	    TEXT(job_state_name(row->job.state))))
		return false;
	*taken = db_changes(db) == 1;
	row->run = run;
	row->job = next;
	return true;
}

bool
jobs_settle(struct db *db, const struct job_row *row,
    const struct job_end *end, bool *kept)
{
	const struct job *const next = &end->next;

	if (!db_run(db, SQL_JOB_SETTLE, TEXT(job_state_name(next->state)),
	    TEXT(end->reason), INT(next->attempts), INT(next->throttles),
	    INT(next->due),
	    job_is_final(next->state) ? INT(end->now) : NONE,
	    ID(end->person), TEXT(end->method), TEXT(end->candidates),
	    TEXT(end->class), TEXT(end->error), INT(row->id),
	    INT(row->run)))
		return false;
	*kept = db_changes(db) == 1;
	return true;
}

bool
jobs_orphan(struct db *db, struct job_row *out, bool *found)
{
	struct rows rows;

	db_list(db, &rows, SQL_JOB_ORPHAN);
	return read_row(&rows, out, found);
}

/* The words of the schema's CHECK. */
static enum crm_mode
mode_of(const char *text)
{
	return strcmp(text, "on") == 0 ? CRM_ON
	    : strcmp(text, "watch") == 0 ? CRM_WATCH : CRM_OFF;
}

bool
jobs_lead(struct db *db, struct arena *arena, int64_t submission,
    struct job_lead *out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	db_query(db, &rows, SQL_JOB_LEAD, INT(submission));
	const bool found = rows_next(&rows);
	if (found)
		*out = (struct job_lead){
			.received = rows_int(&rows, 0),
			.email = keeper_text(&keeper, 1),
			.phone = keeper_text(&keeper, 2),
			.record = keeper_string(&keeper, 3),
			.complete = rows_int(&rows, 4) != 0,
			.form_failed = strcmp(rows_text(&rows, 5),
			    "failed") == 0,
			.test = rows_int(&rows, 6) != 0,
			.crm = rows_int(&rows, 8) == 0 ? CRM_OFF
			    : mode_of(rows_text(&rows, 7)),
			.zone = keeper_string(&keeper, 9),
		};
	if (!rows_done(&rows))
		return false;
	if (!found || keeper.failed)
		log_error("lead %lld cannot be read: %s",
		    (long long)submission,
		    found ? "it is too large" : "its row is gone");
	return found && !keeper.failed;
}
