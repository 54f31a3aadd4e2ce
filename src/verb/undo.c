#include "undo.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "attempts.h"
#include "clock.h"
#include "crm.h"
#include "db.h"
#include "json.h"
#include "match.h"
#include "moves.h"
#include "str.h"
#include "takeback.h"

struct work {
	struct errand *errand;
	struct undone *out;
	struct job_row row;
	struct written written;		/* of the last write */
	const char *body;		/* what restores, NULL = nothing to */
};

static enum errand_end
refuse(struct work *work, const char *why)
{
	(void)edit_refuse(work->errand->editor, "%s", why);
	return ERRAND_REFUSED;
}

static enum errand_end
find_write(struct work *work, int64_t lead)
{
	struct db *const db = work->errand->editor->db;
	bool found;

	if (!moves_read(db, lead, TARGET_PIPEDRIVE, &work->row, &found))
		return ERRAND_FAILED;
	if (!found || (work->row.job.state != JOB_SYNCED &&
	    work->row.job.state != JOB_UNCHANGED &&
	    work->row.job.state != JOB_FAILED))
		return refuse(work, "only a lead that is written can be taken"
		    " back; `leadpixel lead show` says what became of it");
	if (!attempts_written(db, work->errand->editor->arena, work->row.id,
	    &work->written))
		return ERRAND_FAILED;
	if (work->written.fields == NULL)
		return refuse(work, "it has written nothing");
	work->out->person = work->row.person;
	return ERRAND_DONE;
}

static const struct json *
parse(struct work *work, const char *text)
{
	const struct json *value = NULL;

	if (text == NULL || json_parse(work->errand->editor->arena, text,
	    strlen(text), CRM_VALUES_MAX, &value) != JSON_OK)
		return NULL;
	return value;
}

static enum errand_end
compare(struct work *work, const struct json *person)
{
	struct takeback takeback = {
		.written = json_get(parse(work, work->written.fields),
		    "custom_fields"),
		.before = parse(work, work->written.before),
		.held = json_get(person, "custom_fields") };
	char *const room = arena_room(work->errand->editor->arena,
	    CRM_BODY_MAX);
	struct str body;

	if (room == NULL)
		return ERRAND_FAILED;
	/* nothing known is not nothing held: it would empty the fields */
	if (takeback.written == NULL || takeback.before == NULL)
		return refuse(work, "what the fields held before is not known"
		    " any more; they stay as they are");
	str_init(&body, room, CRM_BODY_MAX);
	takeback_print(&takeback, &body);
	if (body.failed)
		return refuse(work, "the fields held too much to be given back"
		    " at once; they stay as they are");
	work->out->restored = takeback.ours;
	work->out->left = takeback.others;
	work->body = takeback.ours > 0 ? room : NULL;
	return ERRAND_DONE;
}

static enum errand_end
read_person(struct work *work)
{
	const struct crm_call asked = { .operation = CRM_GET,
		.person = work->row.person };
	struct crm_answer answer;
	const enum errand_end end = errand_call(work->errand, &asked,
	    &answer);

	if (answer.event == EVENT_GONE ||
	    (end == ERRAND_DONE && match_is_gone(answer.data)))
		return refuse(work, "the person is not in Pipedrive any"
		    " more");
	return end == ERRAND_DONE ? compare(work, answer.data) : end;
}

/* Committed before the call, as each write to the CRM is. */
static bool
note_intent(struct work *work, int64_t *id)
{
	const struct editor *const editor = work->errand->editor;
	const struct attempt_intent intent = { .job = work->row.id,
		.operation = "undo", .started = editor->now,
		.tokens = crm_tokens(CRM_PATCH), .body = work->body };

	return edit_begin(editor) && edit_end(editor,
	    attempts_begin(editor->db, &intent, id) ? EDITED : EDIT_FAILED)
	    == EDITED;
}

static enum errand_end
restore(struct work *work, int64_t *attempt, struct crm_answer *answer)
{
	const struct crm_call asked = { .operation = CRM_PATCH,
		.person = work->row.person, .body = work->body };

	if (work->body == NULL)
		return ERRAND_DONE;
	if (!note_intent(work, attempt))
		return ERRAND_FAILED;
	return errand_call(work->errand, &asked, answer);
}

static enum edited
write_end(struct work *work, int64_t lead, const struct move *move)
{
	const struct editor *const editor = work->errand->editor;
	char subject[32], detail[96];
	bool moved;

	if (!moves_make(editor->db, &work->row, move, &moved) || !moved)
		return EDIT_FAILED;
	snprintf(subject, sizeof(subject), "%lld", (long long)lead);
	snprintf(detail, sizeof(detail), "person %lld: %zu fields, %zu left",
	    (long long)work->row.person, work->out->restored,
	    work->out->left);
	return edit_note(editor, "lead undo", subject, detail);
}

/* What came of the call is kept, whatever it was. */
static enum errand_end
settle(struct work *work, int64_t lead, int64_t attempt,
    const struct crm_answer *answer, enum errand_end end)
{
	const struct editor *const editor = work->errand->editor;
	const struct attempt_outcome outcome = { .id = attempt,
		.ended = clock_now(work->errand->clock),
		.http = answer->status,
		.class = job_event_name(answer->event),
		.correlation_id = answer->correlation_id,
		.excerpt = answer->excerpt };
	const struct move move = { .event = EVENT_UNDONE,
		.now = outcome.ended, .person = work->row.person,
		.method = work->row.method };
	enum edited edited = EDITED;

	if (!edit_begin(editor))
		return ERRAND_FAILED;
	if (attempt != 0 && !attempts_end(editor->db, &outcome))
		edited = EDIT_FAILED;
	else if (end == ERRAND_DONE)
		edited = write_end(work, lead, &move);
	return edit_end(editor, edited) == EDITED ? end : ERRAND_FAILED;
}

enum errand_end
undo_lead(struct errand *errand, int64_t lead, struct undone *out)
{
	struct work work = { .errand = errand, .out = out };
	struct crm_answer answer = { .event = EVENT_OK };
	int64_t attempt = 0;
	enum errand_end end = find_write(&work, lead);

	if (end == ERRAND_DONE)
		end = read_person(&work);
	if (end != ERRAND_DONE)
		return end;
	end = restore(&work, &attempt, &answer);
	return settle(&work, lead, attempt, &answer, end);
}
