#include "suspects.h"

#include "db.h"
#include "hash.h"
#include "inbox.h"
#include "rows.h"

bool
suspects_next(struct db *db, struct suspect_row *out, bool *found)
{
	struct rows rows;

	db_list(db, &rows, SQL_SUSPECT_NEXT);
	*found = rows_next(&rows);
	if (*found)
		*out = (struct suspect_row){ .job = rows_int(&rows, 0),
			.submission = rows_int(&rows, 1),
			.created = rows_int(&rows, 2) };
	return rows_done(&rows);
}

bool
suspects_erase(struct db *db, const struct suspect_row *suspect, int64_t now)
{
	static const char record[] = "{}";
	unsigned char digest[HASH_SIZE];

	hash_sha256(record, sizeof(record) - 1, digest);
	return db_run(db, SQL_SUSPECT_ERASE, INT(now),
	    INT(suspect->submission)) && db_changes(db) > 0 &&
	    db_run(db, SQL_SUSPECT_FORGET, TEXT(record),
	    BLOB(digest, HASH_SIZE), INT(suspect->submission));
}

bool
suspects_decide(struct db *db, const struct inbox_job *job,
    const struct suspect_word *word, bool *done)
{
	if (!db_run(db, SQL_JOB_SCREEN, TEXT(word->state), TEXT(word->reason),
	    ID(word->account), INT(word->due), ID(word->finished),
	    INT(job->id), TEXT(job->state)))
		return false;
	*done = db_changes(db) == 1;
	return true;
}

bool
suspects_decide_others(struct db *db, int64_t submission,
    const struct suspect_word *word)
{
	return db_run(db, SQL_JOB_SCREEN_OTHERS, TEXT(word->state),
	    TEXT(word->reason), INT(word->due), ID(word->finished),
	    INT(submission));
}

bool
suspects_recount(struct db *db, int64_t session, bool more)
{
	return db_run(db, more ? SQL_SESSION_LEAD : SQL_SESSION_NO_LEAD,
	    INT(session));
}
