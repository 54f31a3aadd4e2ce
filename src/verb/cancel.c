#include "cancel.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "inbox.h"
#include "moves.h"

enum edited
cancel_check(const struct editor *editor, const struct inbox_lead *lead,
    const struct inbox_job *job)
{
	const long long id = lead->id;
	enum job_state state;

	if (!job_state_find(job->state, &state))
		return EDIT_FAILED;
	if (state == JOB_SENDING)
		return edit_refuse(editor, "lead %lld is being sent this"
		    " moment; look again in a minute", id);
	if (state == JOB_SUSPECT)
		return edit_refuse(editor, "lead %lld is kept back as a"
		    " suspect: `leadpixel lead spam %lld` ends it, `leadpixel"
		    " lead release %lld` sends it", id, id, id);
	if (state == JOB_SYNCED || state == JOB_UNCHANGED)
		return edit_refuse(editor, "lead %lld is delivered already;"
		    " `leadpixel lead undo %lld` takes back what it wrote to"
		    " Pipedrive", id, id);
	if (job_is_final(state))
		return edit_refuse(editor, "lead %lld goes nowhere as it is:"
		    " it is %s%s%s", id, job->state, job->reason == NULL ? ""
		    : ", ", job->reason == NULL ? "" : job->reason);
	return EDITED;
}

/* Whom it may have been written to stays known: it may be `unsure`. */
static enum edited
move(const struct editor *editor, int64_t lead, enum target target)
{
	struct job_row row;
	bool found, moved = false;

	if (!moves_read(editor->db, lead, target, &row, &found) || !found)
		return EDIT_FAILED;
	const struct move made = { .event = EVENT_CANCELLED,
		.now = editor->now, .person = row.person,
		.method = row.method[0] == '\0' ? NULL : row.method };
	return moves_make(editor->db, &row, &made, &moved) && moved ? EDITED
	    : EDIT_FAILED;
}

static enum edited
call_off(const struct editor *editor, int64_t id, enum target target)
{
	const char *const name = target_name(target);
	const struct inbox_lead *lead;
	char subject[32], detail[128];

	if (!inbox_read(editor->db, editor->arena, id, &lead))
		return EDIT_FAILED;
	if (lead == NULL)
		return edit_refuse(editor, "there is no lead %lld",
		    (long long)id);
	const struct inbox_job *const job = inbox_job_to(lead, name);
	if (job == NULL)
		return edit_refuse(editor, "lead %lld has no delivery to %s",
		    (long long)id, name);
	enum edited done = cancel_check(editor, lead, job);
	if (done == EDITED)
		done = move(editor, id, target);
	if (done != EDITED)
		return done;
	snprintf(subject, sizeof(subject), "%lld", (long long)id);
	snprintf(detail, sizeof(detail), "%s: was %s%s%s", name, job->state,
	    job->reason == NULL ? "" : ", ",
	    job->reason == NULL ? "" : job->reason);
	return edit_note(editor, "lead cancel", subject, detail);
}

enum edited
cancel_lead(const struct editor *editor, int64_t lead, const char *target)
{
	enum target found;

	if (!target_find(target, &found))
		return edit_refuse(editor, "--target is pipedrive,"
		    " newsletter or webhook, not \"%.40s\"", target);
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, call_off(editor, lead, found));
}
