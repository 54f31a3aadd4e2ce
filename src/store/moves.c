#include "moves.h"

#include "bounds.h"
#include "db.h"
#include "hash.h"
#include "rows.h"

enum { MINUTE = 60 * 1000 };

bool
moves_read(struct db *db, int64_t submission, enum target target,
    struct job_row *out, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_JOB_READ, INT(submission),
	    TEXT(target_name(target)));
	return jobs_take_row(&rows, out, found);
}

bool
moves_make(struct db *db, const struct job_row *row, const struct move *move,
    bool *moved)
{
	const struct job_moment moment = { .now = move->now };
	struct job next;

	*moved = job_next(&row->job, move->event, &moment, &next);
	if (!*moved)
		return true;
	if (!db_run(db, SQL_JOB_MOVE, TEXT(job_state_name(next.state)),
	    TEXT(next.reason), INT(next.attempts), INT(next.throttles),
	    INT(next.looks), INT(next.due),
	    job_is_final(next.state) ? INT(move->now) : NONE,
	    ID(move->person), TEXT(move->method), TEXT(move->candidates),
	    INT(row->id),
	    TEXT(job_state_name(row->job.state))))
		return false;
	*moved = db_changes(db) == 1;
	return true;
}

static bool
next_aside(struct db *db, const struct awaiting *whose, struct job_row *out,
    bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_JOB_ASIDE,
	    BLOB(whose->person_key, HASH_SIZE), INT(whose->account),
	    INT(whose->before));
	return jobs_take_row(&rows, out, found);
}

bool
moves_wake(struct db *db, const struct awaiting *whose,
    const struct move *move, int64_t *woken)
{
	struct job_row row;
	bool found, moved;

	*woken = 0;
	if (!next_aside(db, whose, &row, &found))
		return false;
	while (found) {
		if (!moves_make(db, &row, move, &moved))
			return false;
		*woken += moved;
		/* one that cannot move would be found for ever */
		found = false;
		if (moved && !next_aside(db, whose, &row, &found))
			return false;
	}
	return true;
}

bool
moves_doubtful(struct db *db, const struct awaiting *whose, int64_t person,
    struct job_row *out, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_JOB_DOUBT, BLOB(whose->person_key, HASH_SIZE),
	    INT(whose->account), INT(person));
	return jobs_take_row(&rows, out, found);
}

bool
moves_recover(struct db *db, int64_t account, int64_t now)
{
	return db_run(db, SQL_JOB_RECOVER, INT(now), INT(account), INT(now));
}

bool
moves_from_future(struct db *db, int64_t now)
{
	const int64_t due = now + (int64_t)HOLD_SECONDS * 1000;

	/* a minute of play, or each run would put it off once more */
	return db_run(db, SQL_JOB_FUTURE, INT(due), INT(now + MINUTE),
	    INT(due + MINUTE));
}

bool
moves_waiting(struct db *db, int64_t account, int64_t *oldest,
    int64_t *newest)
{
	struct rows rows;

	*oldest = *newest = 0;
	db_query(db, &rows, SQL_JOB_WAITING, INT(account));
	if (rows_next(&rows)) {
		*oldest = rows_int(&rows, 0);
		*newest = rows_int(&rows, 1);
	}
	return rows_done(&rows);
}
