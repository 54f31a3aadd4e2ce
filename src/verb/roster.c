#include "roster.h"

#include <string.h>

#include "account_desk.h"
#include "accounts.h"
#include "arena.h"
#include "bounds.h"
#include "crm.h"
#include "db.h"
#include "email.h"
#include "hash.h"
#include "json.h"
#include "ledgers.h"
#include "log.h"
#include "match.h"
#include "moves.h"
#include "run.h"
#include "settings.h"
#include "str.h"
#include "timestamp.h"
#include "transaction.h"

enum {
	SECOND = 1000,
	MINUTE = 60 * SECOND,
	OFTEN = 10 * MINUTE,
	SELDOM = 60 * MINUTE,
	DAY = 24 * SELDOM,
	BOTH_ROOM = 2 * (6 * NAME_MAX_BYTES + 64)	/* escaped */
};

/* One reading of the list. */
struct reading {
	struct account_desk *at;
	unsigned char secret[HASH_SIZE];
	int64_t since;			/* asked for; ms UTC */
	int64_t newest;			/* the last change that was read */
	int64_t now;
	int64_t woken;
};

bool
roster_due(struct run *run, int64_t account, bool *due)
{
	const int64_t now = clock_now(&run->clock);
	int64_t oldest, newest;
	struct budget budget;

	*due = false;
	if (account == 0 || run->dry)
		return true;
	if (!moves_waiting(run->db, account, &oldest, &newest) ||
	    !ledgers_read(run->db, account, &budget))
		return false;
	/* due in days: the clock was set back */
	*due = oldest != 0 && (now >= budget.list_due ||
	    budget.list_due > now + 2 * SELDOM);
	return true;
}

/* A person of the list. */
struct listed {
	int64_t id;
	const char *name;
};

static const char *
print_both(struct reading *reading, int64_t other,
    const struct listed *person)
{
	struct match match = { .count = 2, .persons = {
		{ .id = other, .name = "" },
		{ .id = person->id, .name = person->name } } };
	char *const room = arena_room(&reading->at->desk.run->job_arena,
	    BOTH_ROOM);
	struct str out;

	if (room == NULL)
		return NULL;
	str_init(&out, room, BOTH_ROOM);
	match_print(&match, &out);
	return out.failed ? NULL : room;
}

/*
 * Two persons of one list have the address: somebody must choose.  Not the
 * search: its index may not know them yet, and they would be nobody.
 */
static bool
doubt(struct reading *reading, const struct awaiting *whose,
    const struct listed *person)
{
	struct db *const db = reading->at->desk.run->db;
	struct job_row row;
	bool found, moved = true;

	if (!moves_doubtful(db, whose, person->id, &row, &found))
		return false;
	while (found && moved) {
		const struct move move = { .event = EVENT_DOUBTED,
			.now = reading->now,
			.candidates = print_both(reading, row.person,
			    person) };

		if (!moves_make(db, &row, &move, &moved) ||
		    !moves_doubtful(db, whose, person->id, &row, &found))
			return false;
	}
	return true;
}

/* One more person has that address. */
static bool
take_address(struct reading *reading, const struct listed *person,
    const char *address)
{
	struct run *const run = reading->at->desk.run;
	const char *const email = email_normal(&run->job_arena, address);
	unsigned char key[HASH_SIZE];
	const struct awaiting whose = { .account = reading->at->account->id,
		.person_key = key, .before = INT64_MAX };
	const struct move move = { .event = EVENT_FOUND, .now = reading->now,
		.person = person->id, .method = "list" };
	int64_t woken;

	if (email == NULL)
		return true;
	hash_hmac(reading->secret, email, strlen(email), key);
	if (!doubt(reading, &whose, person) ||
	    !moves_wake(run->db, &whose, &move, &woken))
		return false;
	reading->woken += woken;
	return true;
}

static bool
take_person(struct reading *reading, const struct json *person)
{
	const struct json *const emails = json_get(person, "emails");
	const char *const changed = json_text(person, "update_time");
	struct listed listed = { .name = json_text(person, "name") };
	int64_t at;

	if (changed != NULL && timestamp_parse(changed, &at) &&
	    at > reading->newest)
		reading->newest = at;
	if (match_is_gone(person) || emails == NULL ||
	    emails->type != JSON_LIST ||
	    !json_int(person, "id", 1, INT64_MAX / 2, &listed.id))
		return true;
	if (listed.name == NULL || strlen(listed.name) > NAME_MAX_BYTES)
		listed.name = "";
	for (const struct json *one = emails->first; one != NULL;
	    one = one->next) {
		const char *const text = one->type == JSON_TEXT ? one->text
		    : json_text(one, "value");

		if (text != NULL && !take_address(reading, &listed, text))
			return false;
	}
	return true;
}

static bool
take_persons(struct reading *reading, const struct json *list)
{
	if (list == NULL || list->type != JSON_LIST)
		return true;
	for (const struct json *one = list->first; one != NULL;
	    one = one->next) {
		arena_reset(&reading->at->desk.run->job_arena);
		if (!take_person(reading, one))
			return false;
	}
	return true;
}

/* One page is one transaction; the desk keeps what it cost. */
static bool
take_page(struct reading *reading, const struct json *list)
{
	struct db *const db = reading->at->desk.run->db;

	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (take_persons(reading, list) &&
	    desk_keep(&reading->at->desk))
		return db_commit(db);
	db_rollback(db);
	return false;
}

/* False: no more of it now, whatever the reason. */
static bool
ask(struct reading *reading, const char *cursor, struct crm_answer *answer)
{
	char since[TIMESTAMP_TEXT];
	const struct crm_call asked = { .operation = CRM_LIST,
		.since = since, .key = reading->at->targets[0].key,
		.cursor = cursor };

	timestamp_print(reading->since, since);
	return !reading->at->desk.walled &&
	    desk_stop(&reading->at->desk, BUDGET_LIST) == NULL &&
	    account_desk_call(reading->at, &asked, BUDGET_LIST, answer);
}

/* All pages there are, up to a bound; `whole` if none is left. */
static bool
read_pages(struct reading *reading, bool *whole)
{
	char cursor[sizeof(((struct crm_answer *)0)->cursor)] = "";
	struct crm_answer answer;

	*whole = false;
	for (int page = 0; page < ROSTER_PAGES; page++) {
		if (!ask(reading, page == 0 ? NULL : cursor, &answer))
			return true;
		memcpy(cursor, answer.cursor, sizeof(cursor));
		if (!take_page(reading, answer.data))
			return false;
		*whole = cursor[0] == '\0';
		if (*whole)
			return true;
	}
	return true;
}

/*
 * Where the next reading begins.  What was read whole is read again for a
 * while: a lead may begin to wait after its person has passed.  Of what was
 * cut it goes on; more of one second than a reading takes is left to the
 * search after a day.
 */
static void
set_next(struct reading *reading, bool whole, int64_t newest_lead)
{
	struct budget *const budget = &reading->at->budget;

	if (whole) {
		budget->list_since = reading->now - ROSTER_OVERLAP_MS;
		budget->list_due = reading->now +
		    (newest_lead > reading->now - DAY ? OFTEN : SELDOM);
		return;
	}
	budget->list_due = reading->now + OFTEN;
	if (reading->newest > reading->since)
		budget->list_since = reading->newest;
	else if (reading->newest == reading->since)
		budget->list_since = reading->since + SECOND;
}

bool
roster_read(struct account_desk *at)
{
	struct run *const run = at->desk.run;
	struct reading reading = { .at = at, .now = clock_now(&run->clock) };
	int64_t oldest, newest;
	bool whole;

	if (!moves_waiting(run->db, at->account->id, &oldest, &newest) ||
	    !settings_person_secret(run->db, reading.secret))
		return false;
	/* whoever changed before that, a search has seen */
	reading.since = at->budget.list_since;
	if (reading.since < oldest - SELDOM || reading.since > reading.now)
		reading.since = oldest - SELDOM;
	if (!read_pages(&reading, &whole))
		return false;
	set_next(&reading, whole, newest);
	if (reading.woken > 0 && !run->quiet)
		log_info("%s: %lld leads have found their person",
		    at->desk.name, (long long)reading.woken);
	return take_page(&reading, NULL);
}
