#include "jobs.h"

#include <stdio.h>
#include <string.h>

#include "db.h"
#include "rows.h"

/*
 * Columns: id, submission, state, attempts, throttles, created, due, run,
 * looks, person, method.
 */
bool
jobs_take_row(struct rows *rows, struct job_row *out, bool *found)
{
	const char *method;

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
			.job.looks = rows_int(rows, 8),
			.person = rows_int(rows, 9),
		};
		method = rows_text(rows, 10);
		snprintf(out->method, sizeof(out->method), "%s",
		    method == NULL ? "" : method);
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

	db_query(db, &rows, asked->newest ? SQL_JOB_NEWEST : SQL_JOB_NEXT,
	    TEXT(target_name(asked->target)), INT(asked->now),
	    INT(asked->owner), INT(asked->due_since), INT(asked->due_since),
	    INT(asked->only_off), INT(asked->now));
	return jobs_take_row(&rows, out, found);
}

bool
jobs_after(struct db *db, const struct jobs_asked *asked,
    const struct job_row *last, struct job_row *out, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_JOB_AFTER, TEXT(target_name(asked->target)),
	    INT(asked->now), INT(asked->owner), INT(last->job.due),
	    INT(last->job.due), INT(last->id));
	return jobs_take_row(&rows, out, found);
}

bool
jobs_claim(struct db *db, struct job_row *row,
    const struct job_claim *claim, bool *taken)
{
	const struct job_moment moment = { 0 };
	struct job next;

	*taken = job_next(&row->job, EVENT_CLAIMED, &moment, &next);
	if (!*taken)
		return true;
	if (!db_run(db, SQL_JOB_CLAIM, INT(claim->run), ID(claim->account),
	    INT(row->id), TEXT(job_state_name(row->job.state))))
		return false;
	*taken = db_changes(db) == 1;
	row->run = claim->run;
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
	    INT(next->looks), INT(next->due),
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
	return jobs_take_row(&rows, out, found);
}
