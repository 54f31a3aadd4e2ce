#include "call.h"

#include <string.h>

#include "attempts.h"
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

/* One transaction: how the last call ended, that the next one begins. */
static bool
begin(struct caller *caller, const struct crm_call *call,
    const struct call_notes *notes)
{
	const struct attempt_intent intent = {
		.job = caller->job,
		.run = caller->run,
		.operation = crm_operation_name(call->operation),
		.started = clock_now(caller->clock),
		.tokens = crm_tokens(call->operation),
		.map_version = notes == NULL ? 0 : notes->map_version,
		.body = call->operation == CRM_PATCH ? call->body : NULL,
		.before = notes == NULL ? NULL : notes->before,
	};
	int64_t id;

	if (!db_begin(caller->db, SYNC_LOCK_WAIT_MS))
		return false;
	if (!call_end(caller) || !attempts_begin(caller->db, &intent, &id)) {
		db_rollback(caller->db);
		return false;
	}
	if (!db_commit(caller->db))
		return false;
	caller->open = id;
	return true;
}

bool
call_do(struct caller *caller, const struct crm_call *call,
    const struct call_notes *notes, struct crm_answer *answer)
{
	if (!caller->dry && !begin(caller, call, notes))
		return false;
	crm_do(caller->crm, call, answer);
	caller->calls++;
	caller->tokens += crm_tokens(call->operation);
	caller->ended = clock_now(caller->clock);
	caller->status = answer->status;
	caller->event = answer->event;
	memcpy(caller->correlation_id, answer->correlation_id,
	    sizeof(caller->correlation_id));
	memcpy(caller->excerpt, answer->excerpt, sizeof(caller->excerpt));
	return true;
}
