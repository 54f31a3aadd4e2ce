#include "subscribe.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "enlist.h"
#include "form_use.h"
#include "hash.h"
#include "hit.h"
#include "leads.h"
#include "limiter.h"
#include "record.h"
#include "settings.h"
#include "signup.h"
#include "str.h"
#include "target.h"
#include "visit.h"

static const int64_t day_ms = (int64_t)24 * 3600 * 1000;

/* Of an address only what the newsletter may ask for is kept. */
static const char *
print_fields(const struct enlistment *all, const struct signup *signup)
{
	char *const memory = arena_room(all->arena, FIELDS_TEXT_MAX);
	struct str text;

	if (memory == NULL)
		return NULL;
	str_init(&text, memory, FIELDS_TEXT_MAX);
	if (*all->pixel->newsletter_dates == '\0')
		return "[]";
	form_print(&signup->form, all->pixel->newsletter_dates, &text);
	return text.failed ? NULL : memory;
}

static bool
add_row(const struct enlistment *all, const struct signup *signup,
    const unsigned char *person_key, int64_t *id)
{
	const struct hit *const hit = all->hit;
	const struct new_lead lead = {
		/* a lead that comes must not meet itself here */
		.lead_id = id_make(hit->received),
		.pixel = all->pixel->id,
		.event = all->visit->event,
		.visitor = all->visit->visitor.id,
		.session = all->visit->session.id,
		.occurred = hit->occurred,
		.received = hit->received,
		.form_state = FORM_CONFIRMED,
		.fields = print_fields(all, signup),
		.contact = signup->contact,
		.person_key = person_key,
		.consent = hit->consent,
		.signup = true,
	};

	return lead.fields != NULL && leads_add(all->db, &lead, id);
}

static bool
add(const struct enlistment *all, const struct signup *signup)
{
	const char *const email = signup->contact.email;
	unsigned char person_key[HASH_SIZE];
	const struct crowd crowd = { .person_key = person_key,
		.project = all->pixel->project,
		.since = all->hit->received - day_ms };
	struct new_job job = { .target = target_name(TARGET_NEWSLETTER),
		.state = "held", .due = all->hit->received,
		.created = all->hit->received };
	int64_t count;

	hash_hmac(all->person_secret, email, strlen(email), person_key);
	if (!leads_signups(all->db, &crowd, &count))
		return false;
	if (count > 0)
		return true;
	return add_row(all, signup, person_key, &job.submission) &&
	    leads_add_job(all->db, &job) &&
	    record_write(all->db, all->arena, job.submission, false);
}

/* Anybody can write such an address, with anybody's e-mail in it. */
static bool
is_allowed(const struct subscriber *who, int64_t now)
{
	return limiter_take(who->limiter, LIMIT_SIGNUPS, who->client,
	    who->per_hour, now).allowed;
}

enum saved
subscribe(const struct enlistment *all, const struct subscriber *subscriber)
{
	struct signup signup;

	if (*all->pixel->newsletter_param == '\0' || all->hit->type != NULL ||
	    !signup_read(all->arena, all->pixel->newsletter_param,
	    all->hit->page_url, &signup) ||
	    !is_allowed(subscriber, all->hit->received))
		return SAVED;
	return add(all, &signup) ? SAVED
	    : committer_blame(all->db, "a sign-up");
}
