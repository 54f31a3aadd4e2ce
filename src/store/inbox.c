#include "inbox.h"

#include <string.h>

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

enum { EVENTS_SHOWN = 40, ATTEMPTS_SHOWN = 40 };

/* The statement gives the newest first, so each goes in front. */
static bool
read_events(struct db *db, struct arena *arena, struct inbox_lead *lead)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	db_query(db, &rows, SQL_INBOX_EVENTS, INT(lead->session_id),
	    INT(lead->occurred), INT(EVENTS_SHOWN));
	while (!keeper.failed && rows_next(&rows)) {
		struct inbox_event *const event = keeper_take(&keeper,
		    sizeof(*event));
		if (event == NULL)
			break;
		*event = (struct inbox_event){
			.occurred = rows_int(&rows, 0),
			.type = keeper_text(&keeper, 1),
			.url = keeper_text(&keeper, 2),
			.title = keeper_text(&keeper, 3),
			.next = lead->events,
		};
		lead->events = event;
	}
	return rows_done(&rows) && !keeper.failed;
}

static bool
read_attempts(struct db *db, struct arena *arena, struct inbox_job *job)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	db_query(db, &rows, SQL_INBOX_ATTEMPTS, INT(job->id),
	    INT(ATTEMPTS_SHOWN));
	while (!keeper.failed && rows_next(&rows)) {
		struct inbox_attempt *const try = keeper_take(&keeper,
		    sizeof(*try));
		if (try == NULL)
			break;
		*try = (struct inbox_attempt){
			.operation = keeper_string(&keeper, 0),
			.started = rows_int(&rows, 1),
			.ended = rows_int(&rows, 2),
			.http = rows_int(&rows, 3),
			.class = keeper_text(&keeper, 4),
			.excerpt = keeper_text(&keeper, 5),
			.correlation_id = keeper_text(&keeper, 6),
			.tokens = rows_int(&rows, 7),
			.next = job->tries,
		};
		job->tries = try;
	}
	return rows_done(&rows) && !keeper.failed;
}

static struct inbox_job *
keep_job(struct keeper *keeper)
{
	struct inbox_job *const job = keeper_take(keeper, sizeof(*job));

	if (job == NULL)
		return NULL;
	*job = (struct inbox_job){
		.id = rows_int(keeper->rows, 0),
		.target = keeper_string(keeper, 1),
		.state = keeper_string(keeper, 2),
		.reason = keeper_text(keeper, 3),
		.attempts = rows_int(keeper->rows, 4),
		.due = rows_int(keeper->rows, 5),
		.finished = rows_int(keeper->rows, 6),
		.person_id = rows_int(keeper->rows, 7),
		.match_method = keeper_text(keeper, 8),
		.candidates = keeper_text(keeper, 9),
		.last_class = keeper_text(keeper, 10),
		.last_error = keeper_text(keeper, 11),
		.replays = rows_int(keeper->rows, 12),
		.domain = keeper_text(keeper, 13),
	};
	return job;
}

static bool
read_jobs(struct db *db, struct arena *arena, struct inbox_lead *lead)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };
	const struct inbox_job **end = &lead->jobs;
	bool whole = true;

	db_query(db, &rows, SQL_INBOX_JOBS, INT(lead->id));
	while (whole && rows_next(&rows)) {
		struct inbox_job *const job = keep_job(&keeper);
		whole = job != NULL && !keeper.failed &&
		    read_attempts(db, arena, job);
		if (job == NULL)
			break;
		*end = job;
		end = &job->next;
	}
	return rows_done(&rows) && whole;
}

static struct inbox_lead *
keep_lead(struct keeper *keeper)
{
	const struct rows *const rows = keeper->rows;
	struct inbox_lead *const lead = keeper_take(keeper, sizeof(*lead));

	if (lead == NULL)
		return NULL;
	*lead = (struct inbox_lead){
		.id = rows_int(rows, 0),
		.lead_id = keeper_hex(keeper, 1),
		.occurred = rows_int(rows, 2),
		.received = rows_int(rows, 3),
		.form_id = keeper_text(keeper, 4),
		.form_name = keeper_text(keeper, 5),
		.form_state = keeper_string(keeper, 6),
		.email = keeper_text(keeper, 7),
		.phone = keeper_text(keeper, 8),
		.first_name = keeper_text(keeper, 9),
		.last_name = keeper_text(keeper, 10),
		.consent = rows_null(rows, 11) ? -1 : (int)rows_int(rows, 11),
		.test = rows_int(rows, 12) != 0,
		.truncated = rows_int(rows, 13) != 0,
		.record = keeper_string(keeper, 14),
		.complete = rows_int(rows, 15) != 0,
		.session_id = rows_int(rows, 16),
		.pixel = keeper_string(keeper, 17),
		.pixel_name = keeper_string(keeper, 18),
		.project_id = rows_int(rows, 19),
		.project = keeper_string(keeper, 20),
		.time_zone = keeper_string(keeper, 21),
		.crm = keeper_string(keeper, 22),
		.account_id = rows_int(rows, 23),
		.account = keeper_text(keeper, 24),
		.domain = keeper_text(keeper, 25),
		.page = keeper_text(keeper, 26),
		.no_history = keeper_text(keeper, 27),
		.company = keeper_text(keeper, 28),
		.signup = rows_int(rows, 29) != 0,
		.visitor_id = rows_int(rows, 30),
	};
	return lead;
}

bool
inbox_read(struct db *db, struct arena *arena, int64_t id,
    const struct inbox_lead **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };
	struct inbox_lead *lead = NULL;

	*out = NULL;
	db_query(db, &rows, SQL_INBOX_LEAD, INT(id));
	if (rows_next(&rows))
		lead = keep_lead(&keeper);
	if (!rows_done(&rows) || keeper.failed)
		return false;
	*out = lead;
	return lead == NULL || (read_events(db, arena, lead) &&
	    read_jobs(db, arena, lead));
}

const struct inbox_job *
inbox_job_to(const struct inbox_lead *lead, const char *target)
{
	const struct inbox_job *job = lead->jobs;

	while (job != NULL && strcmp(job->target, target) != 0)
		job = job->next;
	return job;
}

bool
inbox_requeue(struct db *db, const struct inbox_job *job, const char *to,
    int64_t account_id, int64_t now, bool *done)
{
	if (!db_run(db, SQL_JOB_REQUEUE, TEXT(to), ID(account_id), INT(now),
	    INT(job->id), TEXT(job->state)))
		return false;
	*done = db_changes(db) == 1;
	return true;
}
