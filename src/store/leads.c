#include "leads.h"

#include "bounds.h"
#include "db.h"
#include "hash.h"
#include "rows.h"

bool
leads_find(struct db *db, int64_t pixel, const struct id *lead_id,
    int64_t *id, enum form_state *state)
{
	struct rows rows;

	*id = 0;
	db_query(db, &rows, SQL_LEAD_FIND, INT(pixel),
	    BLOB(lead_id->bytes, ID_SIZE));
	if (rows_next(&rows)) {
		*id = rows_int(&rows, 0);
		*state = form_state_parse(rows_text(&rows, 1));
	}
	return rows_done(&rows);
}

static struct value
key_value(const unsigned char *person_key)
{
	return person_key == NULL ? NONE : BLOB(person_key, HASH_SIZE);
}

bool
leads_add(struct db *db, const struct new_lead *lead, int64_t *id)
{
	const struct contact *who = &lead->contact;

	if (!db_run(db, SQL_LEAD_ADD, BLOB(lead->lead_id.bytes, ID_SIZE),
	    INT(lead->pixel), INT(lead->event), INT(lead->visitor),
	    INT(lead->session), INT(lead->occurred), INT(lead->received),
	    TEXT(lead->form_id), TEXT(lead->form_name),
	    TEXT(form_state_name(lead->form_state)), TEXT(lead->fields),
	    INT(lead->truncated), TEXT(who->email), TEXT(who->phone),
	    TEXT(who->first_name), TEXT(who->last_name),
	    key_value(lead->person_key),
	    lead->consent < 0 ? NONE : INT(lead->consent), INT(lead->test),
	    TEXT(lead->cookies), TEXT(lead->no_history), TEXT(who->company),
	    TEXT(lead->signup ? "signup" : "lead")))
		return false;
	*id = db_last_id(db);
	return true;
}

bool
leads_add_job(struct db *db, const struct new_job *job)
{
	return db_run(db, SQL_JOB_ADD, INT(job->submission),
	    TEXT(job->target), ID(job->account), key_value(job->person_key),
	    TEXT(job->state), TEXT(job->reason), INT(job->due),
	    INT(job->created), job->finished ? INT(job->created) : NONE);
}

bool
leads_crowd(struct db *db, const struct crowd *crowd, int64_t *leads,
    int64_t *browsers)
{
	struct rows rows;

	*leads = *browsers = 0;
	db_query(db, &rows, SQL_LEAD_CROWD,
	    INT(crowd->pixel), BLOB(crowd->person_key, HASH_SIZE),
	    INT(crowd->since), INT(crowd->project));
	if (rows_next(&rows)) {
		*leads = rows_int(&rows, 0);
		*browsers = rows_int(&rows, 1);
	}
	return rows_done(&rows);
}

bool
leads_signups(struct db *db, const struct crowd *crowd, int64_t *count)
{
	struct rows rows;

	*count = 0;
	db_query(db, &rows, SQL_LEAD_SIGNUPS,
	    BLOB(crowd->person_key, HASH_SIZE), INT(crowd->since),
	    INT(crowd->project));
	if (rows_next(&rows))
		*count = rows_int(&rows, 0);
	return rows_done(&rows);
}

/* A lead is received when it occurred or later, so that index bounds it. */
bool
leads_find_thanked(struct db *db, const struct thanked *thanked, int64_t *id)
{
	const int64_t since = thanked->occurred -
	    (int64_t)THANKS_MINUTES * 60 * 1000;
	struct rows rows;

	*id = 0;
	db_query(db, &rows, SQL_LEAD_THANKED, INT(thanked->pixel), INT(since),
	    INT(since), INT(thanked->occurred), INT(thanked->visitor));
	if (rows_next(&rows))
		*id = rows_int(&rows, 0);
	return rows_done(&rows);
}

bool
leads_set_state(struct db *db, int64_t id, enum form_state state, int64_t now,
    int64_t due)
{
	if (!db_run(db, SQL_LEAD_STATE, TEXT(form_state_name(state)), INT(id)))
		return false;
	if (state == FORM_FAILED)
		return db_run(db, SQL_JOB_FORM_FAILED, INT(now), INT(id));
	return db_run(db, SQL_JOB_REOPEN, INT(due), INT(id)) &&
	    (state != FORM_CONFIRMED || db_run(db, SQL_JOB_AT_ONCE, INT(now),
	    INT(id)));
}
