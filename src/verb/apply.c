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
#include "transaction.h"
#include "writing.h"

enum { LOOKS = 2 };

/* A delivery, and what its steps hand on. */
struct work {
	struct delivery delivery;
	const struct json *record;
	struct writing writing;
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

/* In one transaction of its own: no call is under way. */
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
	    work->delivery.lead->crm == CRM_WATCH ||
	    strcmp(work->delivery.end->method, "name") == 0)
		return true;
	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (moves_wake(db, &whose, &move, woken))
		return db_commit(db);
	db_rollback(db);
	return false;
}

/* Once they were seen: an index that lags would wake for nobody, for ever. */
static bool
let_older_first(struct work *work)
{
	int64_t woken;

	if (work->known)
		return true;
	if (!wake_older(work, &woken)) {
		work->delivery.failed = true;
		return false;
	}
	return woken == 0 || end_as(work, EVENT_BEHIND, NULL);
}

/*
 * The person: known from before (one search for all of a person's leads, and
 * whoever somebody chose), else searched.
 */
static bool
find(struct work *work)
{
	struct applied *const end = work->delivery.end;

	work->known = row_of(work)->person != 0 && !work->known;
	if (work->known) {
		end->person = row_of(work)->person;
		end->method = row_of(work)->method;
		return true;
	}
	return lookup_person(&work->delivery);
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
	work->writing.older = lead->received < mark.received ||
	    (lead->received == mark.received &&
	    row_of(work)->submission < mark.submission);
	return true;
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
		.dashboard_url = applier->dashboard_url,
		.zone = work->delivery.lead->zone,
		.custom_fields = json_get(person, "custom_fields"),
		.older = work->writing.older };

	change_find(&work->writing.changes, applier->arena, applier->targets,
	    applier->count, &source);
	if (applier->caller->dry)
		preview_changes(row_of(work)->submission,
		    work->delivery.end->person, &work->writing.changes);
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
	if (!let_older_first(work))
		return false;
	find_changes(work, answer.data);
	if (work->delivery.applier->arena->spent)
		return end_as(work, EVENT_REFUSED, "too_large");
	return true;
}

/* A person that is gone since they were found is searched once more. */
static void
look(struct work *work)
{
	for (int looks = 0; looks < LOOKS; looks++) {
		if (find(work) && compare(work))
			writing_go(&work->writing);
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

	work.writing.delivery = &work.delivery;
	*end = (struct applied){ .event = EVENT_OK };
	if (!is_wanted(&work))
		return true;
	look(&work);
	if (lead->crm == CRM_WATCH)
		end_watch(&work);
	return !work.delivery.failed;
}
