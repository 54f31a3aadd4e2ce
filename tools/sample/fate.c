#include "fate.h"

#include <string.h>

#include "attempts.h"
#include "bounds.h"
#include "db.h"
#include "enquiry.h"
#include "fate_rows.h"
#include "fate_text.h"
#include "persons.h"
#include "record.h"
#include "settings.h"
#include "str.h"
#include "suspects.h"
#include "world.h"

enum { FIRST_PERSON = 1000, HOUR_MS = 3600 * 1000 };

static const int64_t minute_ms = 60 * 1000;
static const int64_t day_ms = INT64_C(24) * HOUR_MS;

/* A job while it is written. */
struct settling {
	const struct enquiry *enquiry;
	struct world *world;
	struct cron_runs *runs;
	const struct fate_row *row;
	const struct pixel *pixel;
	int64_t job, due, finished, person;
	struct fate_text text;
};

/* By a rule, at receipt; the first that holds, as in verb/enlist.c. */
static const struct fate_row *
ruled(const struct settling *at)
{
	const struct enquiry *const enquiry = at->enquiry;

	if (enquiry->test)
		return fate_rows_skipped("test");
	if (enquiry->suspect != NULL)
		return fate_rows_suspect();
	if (at->pixel->crm == CRM_OFF)
		return fate_rows_skipped("crm_off");
	if (enquiry->form_state == FORM_FAILED)
		return fate_rows_skipped("form_failed");
	if (enquiry->no_history != NULL && at->world->project->keep_back)
		return fate_rows_skipped("consent");
	return at->due > at->world->order->until ? fate_rows_held()
	    : at->pixel->crm == CRM_WATCH ? fate_rows_watched() : NULL;
}

/* When it became terminal; what somebody decided took them some hours. */
static int64_t
end_of(struct settling *at, int64_t now)
{
	const struct fate_row *const row = at->row;
	const int64_t until = at->world->order->until;
	int64_t end = now;

	if (row->state == JOB_NOT_FOUND && row->reason == NULL)
		end = at->enquiry->received +
		    at->world->project->wait_days * day_ms;
	else if (row->by_hand)
		end += chance_between(&at->world->chance, HOUR_MS,
		    2 * day_ms - 2 * HOUR_MS);
	return end > until ? until : end;
}

/* When it is looked at again. */
static int64_t
next_due(struct settling *at)
{
	const int64_t received = at->enquiry->received;
	const int64_t until = at->world->order->until;
	const int64_t soon = chance_between(&at->world->chance, 1, 20) *
	    minute_ms;

	switch (at->row->state) {
	case JOB_RETRY: case JOB_UNSURE:
		return until + soon;
	case JOB_WAITING:
		return until - received < day_ms ? received + day_ms
		    : received + at->world->project->wait_days * day_ms;
	default:
		return at->due;
	}
}

static bool
add_job(struct settling *at)
{
	const struct fate_row *const row = at->row;
	const struct enquiry *const enquiry = at->enquiry;
	const struct fate_call *const last = fate_rows_last(row);
	const bool ends = job_is_final(row->state);

	if (!db_run(at->world->db, SQL_SAMPLE_JOB, INT(enquiry->submission),
	    ID(at->pixel->account), BLOB(enquiry->person_key, HASH_SIZE),
	    TEXT(job_state_name(row->state)), TEXT(row->state == JOB_SUSPECT
	    ? enquiry->suspect : row->reason), INT(row->tries),
	    INT(next_due(at)), INT(enquiry->received),
	    ends ? INT(at->finished) : NONE, ID(at->person),
	    TEXT(at->person == 0 ? NULL : row->method),
	    TEXT(at->text.candidates), TEXT(last == NULL ? NULL
	    : job_event_name(last->event)), TEXT(row->error),
	    INT(row->looks)))
		return false;
	at->job = db_last_id(at->world->db);
	return true;
}

/* As Pipedrive names each of its answers. */
static void
print_correlation(struct chance *chance, char out[ID_TEXT + 4])
{
	unsigned char bytes[ID_SIZE];
	struct str text;

	chance_bytes(chance, bytes, ID_SIZE);
	str_init(&text, out, ID_TEXT + 4);
	for (size_t i = 0; i < ID_SIZE; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			str_add_char(&text, '-');
		str_add_hex(&text, &bytes[i], 1);
	}
}

static bool
add_call(struct settling *at, const struct fate_call *call)
{
	struct cron_runs *const runs = at->runs;
	char correlation[ID_TEXT + 4] = "";
	struct attempt_intent intent = { .job = at->job, .run = runs->id,
		.operation = call->operation, .started = runs->now,
		.tokens = call->tokens };
	struct attempt_outcome outcome = { .http = call->http,
		.class = job_event_name(call->event),
		.correlation_id = correlation, .excerpt = call->excerpt };

	if (call->writes) {
		intent.map_version = at->world->map.version;
		intent.body = intent.written = at->text.body;
		intent.before = at->text.before;
	}
	if (call->http != 0)
		print_correlation(&at->world->chance, correlation);
	runs->now += chance_between(&at->world->chance, 70, 420);
	outcome.ended = runs->now;
	runs->now += 3;
	runs->figures.calls++;
	runs->figures.tokens += call->tokens;
	return attempts_begin(at->world->db, &intent, &outcome.id) &&
	    attempts_end(at->world->db, &outcome);
}

static bool
add_calls(struct settling *at)
{
	for (const struct fate_call *call = at->row->calls;
	    call != NULL && call->operation != NULL; call++)
		if (!add_call(at, call))
			return false;
	return true;
}

/* Whose values the person holds now. */
static bool
raise_person(struct settling *at)
{
	const struct watermark mark = { at->enquiry->received,
		at->enquiry->submission };
	struct watermark held;

	if (at->row->state != JOB_SYNCED || at->pixel->crm != CRM_ON)
		return true;
	if (!persons_watermark(at->world->db, at->pixel->account, at->person,
	    &held))
		return false;
	return held.received > mark.received || persons_raise(at->world->db,
	    at->pixel->account, at->person, &mark);
}

/* What has been kept back for a month is erased, as the sync does it. */
static bool
erase_suspect(struct settling *at)
{
	const struct suspect_row suspect = {
		.submission = at->enquiry->submission };
	const int64_t end = at->enquiry->received + SUSPECT_DAYS * day_ms;

	return at->row->state != JOB_SUSPECT ||
	    end > at->world->order->until ||
	    suspects_erase(at->world->db, &suspect, end);
}

/* Somebody said that it is no lead. */
static bool
discount(struct settling *at)
{
	return at->row->reason == NULL || strcmp(at->row->reason, "spam") != 0
	    || db_run(at->world->db, SQL_SESSION_NO_LEAD,
	    INT(at->enquiry->session));
}

/* A run has claimed it. */
static bool
claim(struct settling *at)
{
	if (at->row->calls == NULL)
		return true;
	if (!cron_runs_find(at->runs, at->world->db, at->due))
		return false;
	at->runs->figures.claimed++;
	at->runs->figures.applied += at->row->state == JOB_SYNCED;
	at->runs->figures.failed += at->row->state == JOB_FAILED;
	return true;
}

static bool
settle(struct settling *at)
{
	struct world *const world = at->world;
	const bool held = at->row->state == JOB_HELD ||
	    at->row->calls == NULL;

	if (!record_write(world->db, &world->arena, at->enquiry->submission,
	    !held) || !claim(at))
		return false;
	at->person = at->row->knows ? FIRST_PERSON + at->enquiry->person : 0;
	at->finished = at->row->calls == NULL ? at->enquiry->received
	    : end_of(at, at->runs->now + 1500);
	const struct fate_asked asked = { world, at->row, at->enquiry,
		at->pixel->crm == CRM_WATCH };

	return fate_text_make(&at->text, &asked) && add_job(at) &&
	    add_calls(at) && raise_person(at) && erase_suspect(at) &&
	    discount(at);
}

bool
fate_write(const struct enquiry *enquiry, struct cron_runs *runs,
    struct world *world)
{
	struct settling at = { .enquiry = enquiry, .world = world,
		.runs = runs, .pixel = world->sites[enquiry->site].pixel };

	arena_reset(&world->arena);
	at.due = enquiry->received + at.pixel->hold_ms;
	at.row = ruled(&at);
	if (at.row == NULL)
		at.row = fate_rows_draw(&world->chance,
		    (world->order->until - at.due) / minute_ms,
		    enquiry->has_phone);
	return settle(&at);
}
