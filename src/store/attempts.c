#include "attempts.h"

#include <string.h>
#include <unistd.h>

#include "db.h"
#include "hash.h"
#include "keeper.h"
#include "rows.h"

static struct value
text_or_none(const char *text)
{
	return text[0] == '\0' ? NONE : TEXT(text);
}

bool
attempts_begin(struct db *db, const struct attempt_intent *intent,
    int64_t *id)
{
	unsigned char digest[HASH_SIZE];
	struct value body = NONE;

	if (intent->body != NULL) {
		hash_sha256(intent->body, strlen(intent->body), digest);
		body = BLOB(digest, HASH_SIZE);
	}
	if (!db_run(db, SQL_ATTEMPT_BEGIN, INT(intent->job),
	    INT(intent->run), TEXT(intent->operation), INT(intent->started),
	    INT(intent->tokens), ID(intent->map_version), body,
	    TEXT(intent->before), TEXT(intent->written)))
		return false;
	*id = db_last_id(db);
	return intent->person == 0 || db_run(db, SQL_JOB_PERSON,
	    INT(intent->person), TEXT(intent->method), INT(intent->job));
}

bool
attempts_end(struct db *db, const struct attempt_outcome *outcome)
{
	return db_run(db, SQL_ATTEMPT_END, INT(outcome->ended),
	    INT(outcome->http), TEXT(outcome->class),
	    text_or_none(outcome->correlation_id),
	    text_or_none(outcome->excerpt), INT(outcome->id));
}

bool
attempts_written(struct db *db, struct arena *arena, int64_t job,
    struct written *out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = (struct written){ 0 };
	db_query(db, &rows, SQL_ATTEMPT_WRITTEN, INT(job));
	if (rows_next(&rows))
		*out = (struct written){ keeper_string(&keeper, 0),
			keeper_text(&keeper, 1) };
	return rows_done(&rows) && !keeper.failed;
}

bool
runs_begin(struct db *db, int64_t now, int64_t *id)
{
	if (!db_run(db, SQL_RUN_BEGIN, INT(getpid()), INT(now)))
		return false;
	*id = db_last_id(db);
	return true;
}

bool
runs_end(struct db *db, int64_t id, int64_t now, const char *reason,
    const struct run_figures *figures)
{
	return db_run(db, SQL_RUN_END, INT(now), TEXT(reason),
	    INT(figures->claimed), INT(figures->applied),
	    INT(figures->failed), INT(figures->calls), INT(figures->tokens),
	    INT(id));
}
