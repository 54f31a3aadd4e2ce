#include "delivery.h"

#include "arena.h"
#include "budget.h"
#include "call.h"
#include "str.h"

bool
delivery_end(struct delivery *delivery, enum job_event event,
    const char *reason)
{
	delivery->end->event = event;
	delivery->end->reason = reason;
	return false;
}

/* "patch: HTTP 400, code ERR_SCHEMA_VALIDATION_FAILED" */
static const char *
describe(struct arena *arena, const struct crm_call *call,
    const struct crm_answer *answer)
{
	char room[EXCERPT_MAX];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_addf(&text, "%s: ", crm_call_name(call));
	if (answer->status == 0)
		str_add(&text, "no answer");
	else
		str_addf(&text, "HTTP %d", answer->status);
	if (answer->excerpt[0] != '\0')
		str_addf(&text, ", %.300s", answer->excerpt);
	return arena_copy(arena, text.data, text.size);
}

bool
delivery_call(struct delivery *delivery, const struct crm_call *call,
    const struct attempt_intent *notes, struct crm_answer *answer)
{
	const struct applier *const applier = delivery->applier;
	struct caller *const caller = applier->caller;
	struct attempt_intent intent = { 0 };

	if (notes != NULL)
		intent = *notes;
	intent.operation = crm_call_name(call);
	intent.tokens = crm_tokens(call->operation);
	if (!call_begin(caller, &intent)) {
		delivery->failed = true;
		return false;
	}
	crm_do(applier->crm, call, answer);
	call_note(caller, answer->status, answer->event,
	    answer->correlation_id, answer->excerpt);
	budget_told(applier->budget, answer->day_limit, answer->day_left,
	    caller->ended);
	if (answer->event == EVENT_OK)
		return true;
	delivery->end->wait_ms = answer->wait_ms;
	delivery->end->error = describe(applier->arena, call, answer);
	return delivery_end(delivery, answer->event, NULL);
}
