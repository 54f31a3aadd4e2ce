#include "enlist.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "hash.h"
#include "hit.h"
#include "leads.h"
#include "record.h"
#include "settings.h"
#include "str.h"
#include "visit.h"

bool
enlist_upgrade(struct db *db, const struct pixel *pixel,
    const struct hit *hit, struct earlier_lead *out)
{
	enum form_state state;

	*out = (struct earlier_lead){ 0 };
	if (!leads_find(db, pixel->id, &hit->lead_id, &out->id, &state))
		return false;
	if (out->id == 0 || hit->form_state <= state)
		return true;
	out->moved = true;
	return leads_set_state(db, out->id, hit->form_state, hit->received,
	    hit->received + pixel->hold_ms);
}

/* The job's state at receipt; the first reason that holds. */
static void
first_state(const struct pixel *pixel, const struct hit *hit,
    struct new_job *job)
{
	static const char skipped[] = "skipped";

	job->finished = true;
	job->state = skipped;
	if (hit->test)
		job->reason = "test";
	else if (pixel->crm == CRM_OFF)
		job->reason = "crm_off";
	else if (hit->form_state == FORM_FAILED && !hit->flood)
		job->reason = "form_failed";
	else {
		job->finished = false;
		job->state = hit->flood ? "review" : "held";
		job->reason = hit->flood ? "flood" : NULL;
	}
}

static bool
add_job(struct db *db, const struct pixel *pixel, const struct hit *hit,
    int64_t submission, const unsigned char *person_key)
{
	struct new_job job = {
		.submission = submission, .account = pixel->account,
		.target = "pipedrive", .person_key = person_key,
		.due = hit->received + pixel->hold_ms,
		.created = hit->received,
	};

	first_state(pixel, hit, &job);
	return leads_add_job(db, &job);
}

static const char *
print_fields(struct arena *arena, const struct form *form)
{
	size_t room = FIELDS_TEXT_MAX;
	char *memory = arena_take(arena, room);
	struct str text;

	if (memory == NULL)
		return NULL;
	str_init(&text, memory, room);
	form_print(form, &text);
	return text.failed ? NULL : memory;
}

static void
describe(const struct pixel *pixel, const struct hit *hit,
    const struct visit *visit, struct new_lead *lead)
{
	lead->lead_id = hit->lead_id;
	lead->pixel = pixel->id;
	lead->event = visit->event;
	lead->visitor = visit->visitor.id;
	lead->session = visit->session.id;
	lead->occurred = hit->occurred;
	lead->received = hit->received;
	lead->form_id = hit->form.id;
	lead->form_name = hit->form.name;
	lead->form_state = hit->form_state;
	lead->truncated = hit->form.truncated;
	lead->test = hit->test;
	lead->contact = hit->contact;
	lead->consent = hit->consent;
}

enum saved
enlist(struct db *db, struct arena *arena, const struct pixel *pixel,
    const unsigned char *person_secret, const struct hit *hit,
    const struct visit *visit)
{
	unsigned char person_key[HASH_SIZE];
	struct new_lead lead = { 0 };
	int64_t id;

	describe(pixel, hit, visit, &lead);
	lead.fields = print_fields(arena, &hit->form);
	if (lead.fields == NULL)
		return SAVE_REFUSED;
	if (hit->contact.email != NULL) {
		hash_hmac(person_secret, hit->contact.email,
		    strlen(hit->contact.email), person_key);
		lead.person_key = person_key;
	}
	if (leads_add(db, &lead, &id) &&
	    add_job(db, pixel, hit, id, lead.person_key) &&
	    db_run(db, SQL_SESSION_LEAD, INT(visit->session.id)) &&
	    record_write(db, arena, id, false))
		return SAVED;
	return committer_blame(db, "a lead");
}
