#include "apply.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "crm.h"
#include "db.h"
#include "jobs.h"
#include "json.h"
#include "match.h"
#include "persons.h"
#include "preview.h"
#include "str.h"

enum {
	LOOKS = 2,
	CANDIDATES_TEXT = MATCHES_MAX * 800	/* 120 bytes of name, escaped */
};

/* One lead on its way; a step that says false has set how it ends. */
struct work {
	const struct applier *applier;
	const struct job_lead *lead;
	const struct json *record;
	struct applied *end;
	struct change_list changes;
	const char *before;
	bool older;			/* than what the person holds */
	bool failed;			/* the database did */
};

static bool
end_as(struct work *work, enum job_event event, const char *reason)
{
	work->end->event = event;
	work->end->reason = reason;
	return false;
}

/* What needs no call. */
static bool
is_wanted(struct work *work)
{
	const struct job_lead *const lead = work->lead;

	if (lead->crm == CRM_OFF)
		return end_as(work, EVENT_LEFT_OUT, "crm_off");
	if (lead->form_failed)
		return end_as(work, EVENT_LEFT_OUT, "form_failed");
	if (lead->test)
		return end_as(work, EVENT_LEFT_OUT, "test");
	if (lead->email == NULL && lead->phone == NULL)
		return end_as(work, EVENT_LEFT_OUT, "no_contact");
	if (lead->email == NULL)
		return end_as(work, EVENT_UNDECIDED, "no_email");
	if (json_parse(work->applier->arena, lead->record,
	    strlen(lead->record), RECORD_VALUES_MAX, &work->record) != JSON_OK)
		return end_as(work, EVENT_REFUSED, "bad_record");
	return true;
}

/* "patch: HTTP 400, code ERR_SCHEMA_VALIDATION_FAILED" */
static const char *
describe(struct arena *arena, const struct crm_call *call,
    const struct crm_answer *answer)
{
	char room[EXCERPT_MAX];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_addf(&text, "%s: ", crm_operation_name(call->operation));
	if (answer->status == 0)
		str_add(&text, "no answer");
	else
		str_addf(&text, "HTTP %d", answer->status);
	if (answer->excerpt[0] != '\0')
		str_addf(&text, ", %.300s", answer->excerpt);
	return arena_copy(arena, text.data, text.size);
}

/* `notes` is NULL for what reads. */
static bool
call(struct work *work, const struct crm_call *call,
    const struct attempt_intent *notes, struct crm_answer *answer)
{
	struct applied *const end = work->end;
	struct caller *const caller = work->applier->caller;
	struct attempt_intent intent = { 0 };

	if (notes != NULL)
		intent = *notes;
	intent.operation = crm_operation_name(call->operation);
	intent.tokens = crm_tokens(call->operation);
	if (!call_begin(caller, &intent)) {
		work->failed = true;
		return false;
	}
	crm_do(work->applier->crm, call, answer);
	call_note(caller, answer->status, answer->event,
	    answer->correlation_id, answer->excerpt);
	if (answer->event == EVENT_OK)
		return true;
	end->wait_ms = answer->wait_ms;
	end->error = describe(work->applier->arena, call, answer);
	return end_as(work, answer->event, NULL);
}

/* All pages of one search, those that are really ours added to `match`. */
static bool
search(struct work *work, bool exact, struct match *match)
{
	struct crm_answer answer = { .cursor = "" };
	char cursor[sizeof(answer.cursor)] = "";

	for (int page = 0; page < CRM_PAGES_MAX; page++) {
		const struct crm_call asked = { .operation = CRM_SEARCH,
			.by = CRM_BY_EMAIL, .term = work->lead->email,
			.exact = exact,
			.cursor = page == 0 ? NULL : cursor };

		if (!call(work, &asked, NULL, &answer))
			return false;
		match_add(match, work->applier->arena, answer.data,
		    work->lead->email);
		if (answer.cursor[0] == '\0')
			return true;
		memcpy(cursor, answer.cursor, sizeof(cursor));
	}
	match->too_many = true;
	return true;
}

static bool
undecided(struct work *work, const struct match *match)
{
	char *const room = arena_take(work->applier->arena, CANDIDATES_TEXT);
	struct str text;

	if (room != NULL) {
		str_init(&text, room, CANDIDATES_TEXT);
		match_print(match, &text);
		work->end->candidates = text.failed ? NULL : room;
	}
	return end_as(work, EVENT_UNDECIDED,
	    match->count > 1 ? "several_persons" : "many_hits");
}

/* The one person with this address. */
static bool
find(struct work *work)
{
	struct match match = { .count = 0 };

	work->end->method = "email";
	if (!search(work, true, &match))
		return false;
	/* reported: exact_match misses case and second addresses */
	if (match.count == 0 && !match.too_many) {
		work->end->method = "email_broad";
		if (!search(work, false, &match))
			return false;
	}
	if (match.count > 1 || match.too_many)
		return undecided(work, &match);
	if (match.count == 0) {
		work->end->method = NULL;
		return end_as(work, EVENT_NOBODY, NULL);
	}
	work->end->person = match.persons[0].id;
	return true;
}

static bool
look_at_watermark(struct work *work)
{
	const struct applier *const applier = work->applier;
	struct watermark mark;

	if (!persons_watermark(applier->caller->db, applier->account,
	    work->end->person, &mark)) {
		work->failed = true;
		return false;
	}
	work->older = work->lead->received < mark.received ||
	    (work->lead->received == mark.received &&
	    applier->submission < mark.submission);
	return true;
}

static const char *
print_before(struct work *work)
{
	char *const room = arena_room(work->applier->arena, CRM_BODY_MAX);
	struct str text;

	if (room == NULL)
		return NULL;
	str_init(&text, room, CRM_BODY_MAX);
	change_before(&work->changes, &text);
	return text.failed ? NULL : room;
}

/* Values without a place over there cost the lead nothing but themselves. */
static void
note_problems(struct work *work)
{
	char room[EXCERPT_MAX];
	struct str text;

	str_init(&text, room, sizeof(room));
	change_problems(&work->changes, &text);
	if (text.size > 0)
		work->end->error = arena_copy(work->applier->arena,
		    text.data, text.size);
}

/* Reads the person and finds the differences, while the answer lives. */
static bool
compare(struct work *work)
{
	const struct applier *const applier = work->applier;
	const struct crm_call asked = { .operation = CRM_GET,
		.person = work->end->person };
	struct crm_answer answer;

	if (!look_at_watermark(work) || !call(work, &asked, NULL, &answer))
		return false;
	/* the index may lag behind: deleted, merged, another address now */
	if (match_is_gone(answer.data) ||
	    !match_has_email(answer.data, work->lead->email))
		return end_as(work, EVENT_GONE, NULL);
	const struct change_source source = { .record = work->record,
		.public_url = applier->public_url,
		.zone = work->lead->zone,
		.custom_fields = json_get(answer.data, "custom_fields"),
		.older = work->older };
	change_find(&work->changes, applier->arena, applier->targets,
	    applier->count, &source);
	if (applier->arena->spent)
		return end_as(work, EVENT_REFUSED, "too_large");
	note_problems(work);
	if (applier->caller->dry)
		preview_changes(applier->submission, work->end->person,
		    &work->changes);
	work->before = print_before(work);
	return true;
}

static bool
done(struct work *work, enum job_event event)
{
	work->end->newest = !work->older;
	return end_as(work, event, NULL);
}

static bool
send_changes(struct work *work, const char *body)
{
	const struct attempt_intent notes = {
		.map_version = work->applier->map_version,
		.body = body, .before = work->before, .written = body };
	const struct crm_call asked = { .operation = CRM_PATCH,
		.person = work->end->person, .body = body };
	const struct json *fields;
	struct crm_answer answer;
	const char *key;

	if (!call(work, &asked, &notes, &answer))
		return false;
	fields = json_get(answer.data, "custom_fields");
	if (fields == NULL || change_taken(&work->changes, fields, &key))
		return done(work, EVENT_SYNCED);
	char text[96];
	snprintf(text, sizeof(text), "patch: the answer has no value in %s",
	    key);
	work->end->error = arena_copy(work->applier->arena, text,
	    strlen(text));
	return end_as(work, EVENT_REFUSED, "not_taken");
}

static bool
write_changes(struct work *work)
{
	char *const room = arena_room(work->applier->arena, CRM_BODY_MAX);
	struct str body;

	if (work->changes.count == 0)
		return done(work, EVENT_UNCHANGED);
	if (room == NULL)
		return end_as(work, EVENT_REFUSED, "too_large");
	str_init(&body, room, CRM_BODY_MAX);
	change_body(&work->changes, &body);
	if (body.failed)
		return end_as(work, EVENT_REFUSED, "too_large");
	if (work->lead->crm == CRM_WATCH || work->applier->caller->dry) {
		work->end->candidates = room;
		return end_as(work, EVENT_SYNCED, NULL);
	}
	return send_changes(work, room);
}

/* A person that is gone since the search is searched once more. */
static void
look(struct work *work)
{
	for (int looks = 0; looks < LOOKS; looks++) {
		if (find(work) && compare(work))
			(void)write_changes(work);
		if (work->failed || work->end->event != EVENT_GONE)
			return;
		*work->end = (struct applied){ .event = EVENT_NOBODY };
	}
}

/* Whatever looking brought: nothing was written. */
static void
end_watch(struct work *work)
{
	switch (work->end->event) {
	case EVENT_SYNCED: case EVENT_UNCHANGED: case EVENT_NOBODY:
	case EVENT_UNDECIDED:
		work->end->newest = false;
		(void)end_as(work, EVENT_LEFT_OUT, "watch");
		return;
	default:
		return;
	}
}

bool
apply_lead(const struct applier *applier, const struct job_lead *lead,
    struct applied *end)
{
	struct work work = { .applier = applier, .lead = lead, .end = end };

	*end = (struct applied){ .event = EVENT_OK };
	if (!is_wanted(&work))
		return true;
	look(&work);
	if (lead->crm == CRM_WATCH)
		end_watch(&work);
	return !work.failed;
}
