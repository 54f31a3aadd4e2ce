#include "writing.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "delivery.h"
#include "job_lead.h"
#include "json.h"
#include "str.h"

enum { TRIES = 4 };

static void
end_as(struct writing *writing, enum job_event event, const char *reason)
{
	(void)delivery_end(writing->delivery, event, reason);
}

typedef void printer(const struct change_list *list, struct str *out);

/* NULL when it is too large. */
static const char *
print(struct writing *writing, printer *as)
{
	char *const room = arena_room(writing->delivery->applier->arena,
	    CRM_BODY_MAX);
	struct str text;

	if (room == NULL)
		return NULL;
	str_init(&text, room, CRM_BODY_MAX);
	as(&writing->changes, &text);
	return text.failed ? NULL : room;
}

static void
done(struct writing *writing, enum job_event event)
{
	writing->delivery->end->newest = !writing->older;
	end_as(writing, event, NULL);
}

/* Another spelling is fine, nothing is not. */
static bool
is_taken(struct writing *writing, const struct json *person)
{
	const struct json *const fields = json_get(person, "custom_fields");
	char text[96];
	const char *key;

	if (fields == NULL || change_taken(&writing->changes, fields, &key))
		return true;
	snprintf(text, sizeof(text), "patch: the answer has no value in %s",
	    key);
	writing->delivery->end->error = arena_copy(
	    writing->delivery->applier->arena, text, strlen(text));
	return false;
}

static void
send(struct writing *writing, const char *body, struct crm_answer *answer)
{
	struct delivery *const delivery = writing->delivery;
	const struct attempt_intent notes = {
		.map_version = delivery->applier->map_version,
		.body = body, .written = body, .before = writing->before,
		.person = delivery->end->person,
		.method = delivery->end->method };
	const struct crm_call asked = { .operation = CRM_PATCH,
		.person = delivery->end->person, .body = body };

	const bool went = delivery_call(delivery, &asked, &notes, answer);

	/* taken in part, or perhaps: its values count as the person's */
	delivery->end->newest = !writing->older &&
	    (went || answer->event == EVENT_UNSURE);
	if (went && is_taken(writing, answer->data))
		done(writing, EVENT_SYNCED);
	else if (went)
		end_as(writing, EVENT_REFUSED, "not_taken");
}

/*
 * A refusal that names fields of ours is about those: the others are worth
 * another try, and the lead says what it lacks.
 */
static bool
drop_refused(struct writing *writing, const struct crm_answer *answer)
{
	return answer->event == EVENT_REFUSED && answer->status == 400 &&
	    change_drop(&writing->changes, answer->excerpt) > 0 &&
	    writing->changes.count > 0;
}

/* A refusal names one field: bounded, or each lead would cost the day. */
static void
send_rest(struct writing *writing, struct crm_answer *answer)
{
	struct applied *const end = writing->delivery->end;

	for (int try = 1; try < TRIES && drop_refused(writing, answer);
	    try++) {
		const char *const why = end->error;
		const char *const body = print(writing, change_body);

		if (body == NULL)
			return;
		send(writing, body, answer);
		if (end->event == EVENT_SYNCED) {
			end->error = why;
			end_as(writing, EVENT_SYNCED, "partial");
		}
	}
}

/* Values without a place over there cost the lead nothing but themselves. */
static void
note_problems(struct writing *writing)
{
	char room[EXCERPT_MAX];
	struct str text;

	str_init(&text, room, sizeof(room));
	change_problems(&writing->changes, &text);
	if (text.size > 0)
		writing->delivery->end->error = arena_copy(
		    writing->delivery->applier->arena, text.data, text.size);
}

void
writing_go(struct writing *writing)
{
	struct delivery *const delivery = writing->delivery;
	const char *const body = print(writing, change_body);
	struct crm_answer answer = { .event = EVENT_OK };

	note_problems(writing);
	if (writing->changes.count == 0) {
		done(writing, EVENT_UNCHANGED);
	} else if (body == NULL) {
		end_as(writing, EVENT_REFUSED, "too_large");
	} else if (delivery->lead->crm == CRM_WATCH ||
	    delivery->applier->caller->dry) {
		delivery->end->candidates = body;
		end_as(writing, EVENT_SYNCED, NULL);
	} else {
		/* while the answer lives that it is read from */
		writing->before = print(writing, change_before);
		send(writing, body, &answer);
		send_rest(writing, &answer);
	}
}
