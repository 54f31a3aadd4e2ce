#include "post_desk.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "json.h"
#include "local_time.h"
#include "newsletter.h"
#include "outlets.h"
#include "post.h"
#include "preview.h"
#include "run.h"
#include "secrets.h"
#include "str.h"
#include "turn.h"
#include "webhook.h"

enum {
	BODY_MORE = 4096,	/* that the record does not hold: times as
				   text, the project's name */
	HEADER_TEXT = SECRET_TEXT + 32
};

static void
arm(struct post_desk *at)
{
	char why[256];

	if (!outlet_is_ready(&at->outlet, at->desk.run->config, why,
	    sizeof(why)))
		desk_misconfigured(&at->desk, why);
}

/* Why a lead goes nowhere, without a call; or NULL. */
static const char *
why_left_out(const struct post_desk *at, const struct job_lead *lead)
{
	if (!at->outlet.on)
		return "target_off";
	if (lead->form_failed)
		return "form_failed";
	if (lead->test)
		return "test";
	if (at->desk.whose.target == TARGET_NEWSLETTER && lead->email == NULL)
		return "no_address";
	return NULL;
}

/* The lead's id in hexadecimal, and its body; NULL if there is none. */
static const char *
print_body(const struct post_desk *at, const struct turn *turn,
    const char **lead_id)
{
	struct arena *const arena = &at->desk.run->job_arena;
	const struct outlets *const outlets = at->outlet.project;
	const struct job_lead *const lead = &turn->lead;
	const size_t size = strlen(lead->record), room = size + BODY_MORE;
	char *const memory = arena_room(arena, room);
	const struct json *record;
	struct str out;

	if (memory == NULL || json_parse(arena, lead->record, size,
	    RECORD_VALUES_MAX, &record) != JSON_OK)
		return NULL;
	*lead_id = json_text(record, "lead_id");
	str_init(&out, memory, room);
	if (at->desk.whose.target == TARGET_NEWSLETTER)
		/* a retry after midnight says the same */
		newsletter_print(record, outlets->newsletter_dates,
		    local_time_date(outlets->time_zone, lead->received), &out);
	else
		webhook_print(record, &(struct webhook_lead){
		    turn->row.submission, outlets->name }, &out);
	return out.failed || *lead_id == NULL ? NULL : memory;
}

/* Rooms of the headers' lines. */
struct lines {
	char key[64], second[HEADER_TEXT], third[128];
};

static void
print_lines(const struct post_desk *at, const char *lead_id, int64_t now,
    const char *body, struct lines *lines)
{
	struct str third;

	snprintf(lines->key, sizeof(lines->key), "Idempotency-Key: %s",
	    lead_id);
	lines->third[0] = '\0';
	if (at->desk.whose.target == TARGET_NEWSLETTER) {
		snprintf(lines->second, sizeof(lines->second),
		    "Authorization: Bearer %s", at->outlet.secret);
		return;
	}
	snprintf(lines->second, sizeof(lines->second),
	    "X-Leadpixel-Timestamp: %lld", (long long)(now / 1000));
	str_init(&third, lines->third, sizeof(lines->third));
	str_add(&third, "X-Leadpixel-Signature: ");
	webhook_sign(at->outlet.secret, now / 1000, body, &third);
}

/* "post: HTTP 422"; of an answer nothing is kept: it may say who it was. */
static const char *
describe(struct arena *arena, const struct post_answer *answer)
{
	char room[EXCERPT_MAX];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_add(&text, "post: ");
	if (answer->why != NULL)
		str_addf(&text, "its address %s", answer->why);
	else if (answer->status == 0)
		str_add(&text, "no answer");
	else
		str_addf(&text, "HTTP %d", answer->status);
	return arena_copy(arena, text.data, text.size);
}

static bool
post_lead(const struct post_desk *at, struct turn *turn, const char *lead_id,
    const char *body)
{
	struct run *const run = at->desk.run;
	struct applied *const applied = &turn->applied;
	struct attempt_intent intent = { .operation = "post", .body = body };
	struct post_answer answer;
	struct lines lines;
	struct post post = { .url = at->outlet.url, .body = body,
		.loopback = run->config->post_loopback,
		.now = clock_now(&run->clock),
		.headers = { lines.key, lines.second, NULL } };

	print_lines(at, lead_id, post.now, body, &lines);
	if (lines.third[0] != '\0')
		post.headers[2] = lines.third;
	if (!call_begin(&turn->caller, &intent))
		return false;
	post_do(run->wire, &post, &answer);
	applied->event = answer.event == EVENT_OK ? EVENT_SYNCED
	    : answer.event;
	applied->wait_ms = answer.wait_ms;
	if (answer.event != EVENT_OK)
		applied->error = describe(&run->job_arena, &answer);
	call_note(&turn->caller, answer.status, answer.event, "",
	    answer.why == NULL ? "" : applied->error);
	return true;
}

/* A turn's desk is the first part of its post_desk. */
static bool
apply(struct turn *turn)
{
	const struct post_desk *const at = (struct post_desk *)turn->desk;
	const char *const why = why_left_out(at, &turn->lead);
	const char *body, *lead_id;

	turn->applied = (struct applied){ .event = EVENT_LEFT_OUT,
		.reason = why };
	if (why != NULL)
		return true;
	body = print_body(at, turn, &lead_id);
	if (body == NULL) {
		turn->applied.event = EVENT_REFUSED;
		turn->applied.reason = "bad_record";
		return true;
	}
	if (!turn->caller.dry)
		return post_lead(at, turn, lead_id, body);
	preview_post(turn->row.submission, at->name, body);
	turn->applied.event = EVENT_SYNCED;
	return true;
}

bool
post_desk_open(struct post_desk *at, struct run *run,
    const struct outlets *outlets, enum target target)
{
	*at = (struct post_desk){
		.desk = { .run = run, .apply = apply, .name = at->name,
		    .whose = { target, outlets->project },
		    .early = target == TARGET_NEWSLETTER },
		.outlet = outlet_of(outlets, target, run->secrets),
	};
	snprintf(at->name, sizeof(at->name), "%s of project \"%s\"",
	    target_name(target), outlets->name);
	if (!desk_open(&at->desk))
		return false;
	if (at->outlet.on)
		arm(at);
	return true;
}
