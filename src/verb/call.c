#include "call.h"

#include <stdio.h>

#include "clock.h"
#include "db.h"
#include "transaction.h"

bool
call_end(struct caller *caller)
{
	const struct attempt_outcome outcome = {
		.id = caller->open,
		.ended = caller->ended,
		.http = caller->status,
		.class = job_event_name(caller->event),
		.correlation_id = caller->correlation_id,
		.excerpt = caller->excerpt,
	};

	if (caller->open == 0)
		return true;
	if (!attempts_end(caller->db, &outcome))
		return false;
	caller->open = 0;
	return true;
}

bool
call_begin(struct caller *caller, struct attempt_intent *intent)
{
	int64_t id;

	caller->calls++;
	caller->tokens += intent->tokens;
	if (caller->dry)
		return true;
	intent->job = caller->job;
	intent->run = caller->run;
	intent->started = clock_now(caller->clock);
	if (!db_begin(caller->db, SYNC_LOCK_WAIT_MS))
		return false;
	if (!call_end(caller) || !attempts_begin(caller->db, intent, &id)) {
		db_rollback(caller->db);
		return false;
	}
	if (!db_commit(caller->db))
		return false;
	caller->open = id;
	return true;
}

void
call_note(struct caller *caller, int status, enum job_event event,
    const char *correlation_id, const char *excerpt)
{
	caller->ended = clock_now(caller->clock);
	caller->status = status;
	caller->event = event;
	snprintf(caller->correlation_id, sizeof(caller->correlation_id),
	    "%s", correlation_id);
	snprintf(caller->excerpt, sizeof(caller->excerpt), "%s", excerpt);
}
