#include "apply.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "db.h"
#include "delivery.h"
#include "job_lead.h"
#include "jobs.h"
#include "json.h"
#include "lookup.h"
#include "match.h"
#include "moves.h"
#include "persons.h"
#include "preview.h"
#include "str.h"
#include "transaction.h"

enum { LOOKS = 2 };

/* The part of an delivery that follows when the person is known. */
struct work {
	struct delivery delivery;
	const struct json *record;
	struct change_list changes;
	const char *before;
	bool older;			/* than what the person holds */
	bool known;			/* the person is, without a search */
};

static bool
end_as(struct work *work, enum job_event event, const char *reason)
{
	return delivery_end(&work->delivery, event, reason);
}

static const struct job_row *
row_of(const struct work *work)
{
	return work->delivery.applier->row;
}

/* Rules that leave a lead out; the first that holds. */
static const char *
left_out(const struct job_lead *lead)
{
	return lead->crm == CRM_OFF ? "crm_off"
	    : lead->form_failed ? "form_failed"
	    : lead->test ? "test"
	    : lead->email == NULL && lead->phone == NULL ? "no_contact"
	    : lead->keep_back && lead->no_history != NULL &&
	    strcmp(lead->no_history, "anonymous") != 0 ? "consent" : NULL;
}

/* What needs no call. */
static bool
is_wanted(struct work *work)
{
	const struct applier *const applier = work->delivery.applier;
	const struct job_lead *const lead = work->delivery.lead;
	const struct job *const job = &row_of(work)->job;
	const struct job_moment moment = {
		.now = clock_now(applier->caller->clock),
		.patience_ms = lead->patience_ms };
	const char *const reason = left_out(lead);

	if (reason != NULL)
		return end_as(work, EVENT_LEFT_OUT, reason);
	if (job->before == JOB_WAITING && job_is_expired(job, &moment))
		return end_as(work, EVENT_EXPIRED, NULL);
	if (json_parse(applier->arena, lead->record, strlen(lead->record),
	    RECORD_VALUES_MAX, &work->record) != JSON_OK)
		return end_as(work, EVENT_REFUSED, "bad_record");
	return true;
}

/* In one transaction of its own: nothing is sent after it. */
static bool
wake_older(struct work *work, int64_t *woken)
{
	const struct applier *const applier = work->delivery.applier;
	const struct awaiting whose = { .account = applier->account,
		.person_key = work->delivery.lead->person_key,
		.before = row_of(work)->id };
	const struct move move = { .event = EVENT_FOUND,
		.now = clock_now(applier->caller->clock),
		.person = work->delivery.end->person, .method = "email" };
	struct db *const db = applier->caller->db;

	*woken = 0;
	if (whose.person_key == NULL || applier->caller->dry ||
	    work->delivery.lead->crm == CRM_WATCH)
		return true;
	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (moves_wake(db, &whose, &move, woken))
		return db_commit(db);
	db_rollback(db);
	return false;
}

/*
 * The person: known from before (one search for all of a person's leads, and
 * whoever somebody chose), else searched.
 */
static bool
find(struct work *work)
{
	struct applied *const end = work->delivery.end;
	int64_t woken;

	work->known = row_of(work)->person != 0 && !work->known;
	if (work->known) {
		end->person = row_of(work)->person;
		end->method = row_of(work)->method;
		return true;
	}
	if (!lookup_person(&work->delivery))
		return false;
	if (!wake_older(work, &woken)) {
		work->delivery.failed = true;
		return false;
	}
	return woken == 0 || end_as(work, EVENT_BEHIND, NULL);
}

static bool
look_at_watermark(struct work *work)
{
	const struct applier *const applier = work->delivery.applier;
	const struct job_lead *const lead = work->delivery.lead;
	struct watermark mark;

	if (!persons_watermark(applier->caller->db, applier->account,
	    work->delivery.end->person, &mark)) {
		work->delivery.failed = true;
		return false;
	}
	work->older = lead->received < mark.received ||
	    (lead->received == mark.received &&
	    row_of(work)->submission < mark.submission);
	return true;
}

static const char *
print_before(struct work *work)
{
	char *const room = arena_room(work->delivery.applier->arena,
	    CRM_BODY_MAX);
	struct str text;

	if (room == NULL)
		return NULL;
	str_init(&text, room, CRM_BODY_MAX);
	change_before(&work->changes, &text);
	return text.failed ? NULL : room;
}

/* Whether they still are who we took them for. */
static bool
is_person(struct work *work, const struct json *person)
{
	const struct job_lead *const lead = work->delivery.lead;
	const char *const method = work->delivery.end->method;
	char name[2 * NAME_MAX_BYTES + 2];

	if (match_is_gone(person))
		return false;
	if (strcmp(method, "chosen") == 0)
		return true;
	if (strcmp(method, "name") != 0)
		return lead->email != NULL &&
		    match_has_email(person, lead->email);
	snprintf(name, sizeof(name), "%s %s", lead->first_name,
	    lead->last_name);
	return match_is_namesake(work->delivery.applier->arena, person, name);
}

static void
find_changes(struct work *work, const struct json *person)
{
	const struct applier *const applier = work->delivery.applier;
	const struct change_source source = { .record = work->record,
		.public_url = applier->public_url,
		.custom_fields = json_get(person, "custom_fields"),
		.older = work->older };

	change_find(&work->changes, applier->arena, applier->targets,
	    applier->count, &source);
	if (applier->caller->dry)
		preview_changes(row_of(work)->submission,
		    work->delivery.end->person, &work->changes);
	work->before = print_before(work);
}

/* Reads the person and finds the differences, while the answer lives. */
static bool
compare(struct work *work)
{
	const struct crm_call asked = { .operation = CRM_GET,
		.person = work->delivery.end->person };
	struct crm_answer answer;

	if (!look_at_watermark(work) ||
	    !delivery_call(&work->delivery, &asked, NULL, &answer))
		return false;
	/* the index may lag behind: deleted, merged, another address now */
	if (!is_person(work, answer.data))
		return end_as(work, EVENT_GONE, NULL);
	find_changes(work, answer.data);
	return true;
}

static bool
done(struct work *work, enum job_event event)
{
	work->delivery.end->newest = !work->older;
	return end_as(work, event, NULL);
}

/* Another spelling is fine, nothing is not. */
static bool
is_taken(struct work *work, const struct json *person)
{
	const struct json *const fields = json_get(person, "custom_fields");
	char text[96];
	const char *key;

	if (fields == NULL || change_taken(&work->changes, fields, &key))
		return true;
	snprintf(text, sizeof(text), "patch: the answer has no value in %s",
	    key);
	work->delivery.end->error = arena_copy(work->delivery.applier->arena,
	    text, strlen(text));
	return false;
}

/*
 * A refusal that names fields of ours is about those: the others are worth
 * another try, and the lead says what it lacks.
 */
static bool
drop_refused(struct work *work, const struct crm_answer *answer)
{
	return answer->event == EVENT_REFUSED && answer->status == 400 &&
	    change_drop(&work->changes, answer->excerpt) > 0 &&
	    work->changes.count > 0;
}

static bool
send_changes(struct work *work, const char *body, struct crm_answer *answer)
{
	const struct attempt_intent notes = {
		.map_version = work->delivery.applier->map_version,
		.body = body, .before = work->before, .written = body };
	const struct crm_call asked = { .operation = CRM_PATCH,
		.person = work->delivery.end->person, .body = body };

	if (!delivery_call(&work->delivery, &asked, &notes, answer))
		return false;
	if (is_taken(work, answer->data))
		return done(work, EVENT_SYNCED);
	return end_as(work, EVENT_REFUSED, "not_taken");
}

static const char *
print_body(struct work *work)
{
	char *const room = arena_room(work->delivery.applier->arena,
	    CRM_BODY_MAX);
	struct str body;

	if (room == NULL)
		return NULL;
	str_init(&body, room, CRM_BODY_MAX);
	change_body(&work->changes, &body);
	return body.failed ? NULL : room;
}

static bool
write_changes(struct work *work)
{
	struct applied *const end = work->delivery.end;
	const char *const body = print_body(work);
	struct crm_answer answer = { .event = EVENT_OK };

	if (work->changes.count == 0)
		return done(work, EVENT_UNCHANGED);
	if (body == NULL)
		return end_as(work, EVENT_REFUSED, "too_large");
	if (work->delivery.lead->crm == CRM_WATCH ||
	    work->delivery.applier->caller->dry) {
		end->candidates = body;
		return end_as(work, EVENT_SYNCED, NULL);
	}
	(void)send_changes(work, body, &answer);
	if (work->delivery.failed || !drop_refused(work, &answer))
		return false;
	work->before = print_before(work);
	const char *const why = end->error;
	const char *const rest = print_body(work);
	if (rest == NULL)
		return false;
	(void)send_changes(work, rest, &answer);
	if (end->event == EVENT_SYNCED) {
		end->reason = "partial";
		end->error = why;
	}
	return false;
}

/* A person that is gone since they were found is searched once more. */
static void
look(struct work *work)
{
	for (int looks = 0; looks < LOOKS; looks++) {
		if (find(work) && compare(work))
			(void)write_changes(work);
		if (work->delivery.failed ||
		    work->delivery.end->event != EVENT_GONE)
			return;
		const bool chosen = strcmp(work->delivery.end->method,
		    "chosen") == 0;
		*work->delivery.end = (struct applied){
			.event = EVENT_NOBODY };
		if (chosen) {
			(void)end_as(work, EVENT_UNDECIDED, "chosen_gone");
			return;
		}
	}
}

/* Whatever looking brought: nothing was written. */
static void
end_watch(struct work *work)
{
	switch (work->delivery.end->event) {
	case EVENT_SYNCED: case EVENT_UNCHANGED: case EVENT_NOBODY:
	case EVENT_UNDECIDED:
		work->delivery.end->newest = false;
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
	struct work work = { .delivery = { .applier = applier, .lead = lead,
		.end = end } };

	*end = (struct applied){ .event = EVENT_OK };
	if (!is_wanted(&work))
		return true;
	look(&work);
	if (lead->crm == CRM_WATCH)
		end_watch(&work);
	return !work.delivery.failed;
}
