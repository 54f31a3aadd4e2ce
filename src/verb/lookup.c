#include "lookup.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "delivery.h"
#include "job_lead.h"
#include "jobs.h"
#include "match.h"
#include "phone.h"
#include "str.h"

enum { CANDIDATES_TEXT = MATCHES_MAX * 800 };	/* 120 bytes, escaped */

/* One search after the other, as long as nobody is found by e-mail. */
struct ladder {
	struct delivery *delivery;
	struct match_who who;
	struct match match;
	char phone[PHONE_DIGITS];
	bool again;			/* it is not the first look */
};

static bool
has_email(const struct ladder *ladder)
{
	return ladder->who.email != NULL;
}

/* A second look is for the address alone: the first has asked the rest. */
static bool
has_phone(const struct ladder *ladder)
{
	return ladder->phone[0] != '\0' && ladder->match.count == 0 &&
	    (!ladder->again || ladder->who.email == NULL);
}

static bool
has_name(const struct ladder *ladder)
{
	return ladder->who.name != NULL &&
	    (ladder->delivery->lead->weak_write || ladder->who.email == NULL);
}

static const struct step {
	const char *method;
	enum match_by by;
	bool exact;
	bool (*is_due)(const struct ladder *ladder);
} steps[] = {
	{ "email", MATCH_EMAIL, true, has_email },
	/* reported: exact_match misses case and second addresses */
	{ "email_broad", MATCH_EMAIL, false, has_email },
	{ "phone", MATCH_PHONE, false, has_phone },
	{ "name", MATCH_NAME, true, has_name },
};

enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

static const char *
term_of(const struct ladder *ladder, enum match_by by)
{
	return by == MATCH_EMAIL ? ladder->who.email
	    : by == MATCH_PHONE ? ladder->phone : ladder->who.name;
}

/* All pages of one search, those that are really ours added to `match`. */
static bool
search(struct ladder *ladder, const struct step *step)
{
	struct delivery *const delivery = ladder->delivery;
	struct crm_answer answer = { .cursor = "" };
	char cursor[sizeof(answer.cursor)] = "";

	for (int page = 0; page < CRM_PAGES_MAX; page++) {
		const struct crm_call asked = { .operation = CRM_SEARCH,
			.by = step->by, .term = term_of(ladder, step->by),
			.exact = step->exact,
			.cursor = page == 0 ? NULL : cursor };

		if (!delivery_call(delivery, &asked, NULL, &answer))
			return false;
		match_add(&ladder->match, delivery->applier->arena,
		    answer.data, &ladder->who, step->by);
		if (answer.cursor[0] == '\0')
			return true;
		memcpy(cursor, answer.cursor, sizeof(cursor));
	}
	ladder->match.too_many = true;
	return true;
}

static bool
choose(struct ladder *ladder, const char *reason)
{
	struct delivery *const delivery = ladder->delivery;
	char *const room = arena_take(delivery->applier->arena,
	    CANDIDATES_TEXT);
	struct str text;

	delivery->end->method = NULL;
	if (room != NULL) {
		str_init(&text, room, CANDIDATES_TEXT);
		match_print(&ladder->match, &text);
		delivery->end->candidates = text.failed ? NULL : room;
	}
	return delivery_end(delivery, EVENT_UNDECIDED, reason);
}

static bool
judge(struct ladder *ladder)
{
	struct delivery *const delivery = ladder->delivery;

	switch (match_judge(&ladder->match)) {
	case MATCHED_ONE:
		delivery->end->person = ladder->match.persons[0].id;
		return true;
	case MATCHED_NAMESAKE:
		if (!delivery->lead->weak_write)
			return choose(ladder, "weak_match");
		delivery->end->person = ladder->match.persons[0].id;
		delivery->end->method = "name";
		return true;
	case MATCHED_SEVERAL:
		return choose(ladder, "several_persons");
	case MATCHED_WEAKLY:
		return choose(ladder, "weak_match");
	default:
		delivery->end->method = NULL;
		return delivery_end(delivery, EVENT_NOBODY, NULL);
	}
}

/* Whether the address has answered who it is, or that nobody can tell. */
static bool
is_settled(const struct ladder *ladder)
{
	const enum matched matched = match_judge(&ladder->match);

	return matched == MATCHED_ONE || matched == MATCHED_SEVERAL ||
	    ladder->match.too_many;
}

/* "Jane Example"; NULL without both names: half a name is anybody's. */
static const char *
name_of(struct arena *arena, const struct job_lead *lead)
{
	char name[2 * NAME_MAX_BYTES + 2];
	int size;

	if (lead->first_name == NULL || lead->last_name == NULL)
		return NULL;
	size = snprintf(name, sizeof(name), "%s %s", lead->first_name,
	    lead->last_name);
	if (size < 3 || (size_t)size >= sizeof(name))
		return NULL;
	return arena_copy(arena, name, (size_t)size);
}

bool
lookup_person(struct delivery *delivery)
{
	const struct job_lead *const lead = delivery->lead;
	struct ladder ladder = { .delivery = delivery,
		.who = { lead->email, lead->phone,
		    name_of(delivery->applier->arena, lead) },
		.again = delivery->applier->row->job.looks > 0 };

	if (lead->phone != NULL)
		(void)phone_term(lead->phone, ladder.phone);
	for (size_t i = 0; i < STEPS && !is_settled(&ladder); i++) {
		if (!steps[i].is_due(&ladder))
			continue;
		delivery->end->method = steps[i].method;
		if (!search(&ladder, &steps[i]))
			return false;
	}
	return judge(&ladder);
}
