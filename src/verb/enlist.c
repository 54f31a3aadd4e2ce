#include "enlist.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "form_use.h"
#include "forward.h"
#include "hash.h"
#include "hit.h"
#include "leads.h"
#include "record.h"
#include "ruling.h"
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

bool
enlist_thank(struct db *db, const struct pixel *pixel, const struct hit *hit,
    const struct visit *visit)
{
	const struct thanked thanked = { .pixel = pixel->id,
		.visitor = visit->visitor.id, .occurred = hit->occurred };
	int64_t id;

	return leads_find_thanked(db, &thanked, &id) && (id == 0 ||
	    leads_set_state(db, id, FORM_CONFIRMED, hit->received,
	    hit->received + pixel->hold_ms));
}

/* The job's state at receipt; the first reason that holds. */
static void
first_state(const struct enlistment *all, bool flood, struct new_job *job)
{
	const struct hit *hit = all->hit;

	job->finished = true;
	job->state = "skipped";
	if (hit->test)
		job->reason = "test";
	else if (all->ruling->suspect != NULL) {
		job->finished = false;
		job->state = "suspect";
		job->reason = all->ruling->suspect;
	} else if (all->pixel->crm == CRM_OFF)
		job->reason = "crm_off";
	else if (hit->form_state == FORM_FAILED && !flood)
		job->reason = "form_failed";
	else if (hit->contact.email == NULL && hit->contact.phone == NULL)
		job->reason = "no_contact";
	else {
		job->finished = false;
		job->state = flood ? "review" : "held";
		job->reason = flood ? "flood" : NULL;
	}
}

/* One person's leads of a day: too many, or from too many browsers. */
static bool
look_at_crowd(const struct enlistment *all, const unsigned char *person_key,
    bool *flood)
{
	const struct crowd crowd = { .person_key = person_key,
		.project = all->pixel->project, .pixel = all->pixel->id,
		.since = all->hit->received - (int64_t)24 * 3600 * 1000 };
	int64_t leads, browsers;

	*flood = all->hit->flood;
	if (person_key == NULL || all->hit->test)
		return true;
	if (!leads_crowd(all->db, &crowd, &leads, &browsers))
		return false;
	*flood = *flood || leads > LEADS_PER_PERSON;
	if (all->ruling->identify && browsers > BROWSERS_PER_PERSON &&
	    all->ruling->suspect == NULL) {
		all->ruling->suspect = "many_browsers";
		all->ruling->verdict = VERDICT_SUSPECT;
	}
	return true;
}

static bool
add_job(const struct enlistment *all, int64_t submission,
    const unsigned char *person_key)
{
	const struct hit *hit = all->hit;
	struct new_job job = {
		.submission = submission, .account = all->pixel->account,
		.target = "pipedrive", .person_key = person_key,
		.due = hit->received + all->pixel->hold_ms,
		.created = hit->received,
	};
	bool flood;

	if (!look_at_crowd(all, person_key, &flood))
		return false;
	first_state(all, flood, &job);
	return leads_add_job(all->db, &job) &&
	    forward(all, submission, flood);
}

static const char *
print_fields(const struct enlistment *all)
{
	size_t room = FIELDS_TEXT_MAX;
	char *memory = arena_room(all->arena, room);
	struct str text;

	if (memory == NULL)
		return NULL;
	str_init(&text, memory, room);
	form_print(&all->hit->form, all->pixel->store_fields, &text);
	return text.failed ? NULL : memory;
}

static void
describe(const struct enlistment *all, struct new_lead *lead)
{
	const struct hit *hit = all->hit;

	lead->lead_id = hit->lead_id;
	lead->pixel = all->pixel->id;
	lead->event = all->visit->event;
	lead->visitor = all->visit->visitor.id;
	lead->session = all->visit->session.id;
	lead->occurred = hit->occurred;
	lead->received = hit->received;
	lead->form_id = hit->form.id;
	lead->form_name = hit->form.name;
	lead->form_state = hit->form_state;
	lead->truncated = hit->form.truncated;
	lead->test = hit->test;
	lead->contact = hit->contact;
	lead->consent = all->ruling->identify ? hit->consent : 0;
	lead->cookies = all->ruling->identify ? hit->cookies : NULL;
	lead->no_history = all->ruling->anonymous;
}

/* Figures count people only; one who is released is counted then. */
static bool
count_lead(const struct enlistment *all)
{
	return all->ruling->suspect != NULL || all->hit->test ||
	    db_run(all->db, SQL_SESSION_LEAD, INT(all->visit->session.id));
}

enum saved
enlist(const struct enlistment *all)
{
	const char *email = all->hit->contact.email;
	unsigned char person_key[HASH_SIZE];
	struct new_lead lead = { 0 };
	int64_t id;

	describe(all, &lead);
	lead.fields = print_fields(all);
	if (lead.fields == NULL)
		return SAVE_REFUSED;
	if (email != NULL) {
		hash_hmac(all->person_secret, email, strlen(email),
		    person_key);
		lead.person_key = person_key;
	}
	if (leads_add(all->db, &lead, &id) &&
	    add_job(all, id, lead.person_key) && count_lead(all) &&
	    record_write(all->db, all->arena, id, false))
		return SAVED;
	return committer_blame(all->db, "a lead");
}
