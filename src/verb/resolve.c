#include "resolve.h"

#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "inbox.h"
#include "moves.h"
#include "requeue.h"

static enum edited
move(const struct editor *editor, int64_t lead, int64_t person)
{
	const struct move made = {
		.event = person == 0 ? EVENT_DISMISSED : EVENT_RESOLVED,
		.now = editor->now, .person = person,
		.method = person == 0 ? NULL : "chosen" };
	struct job_row row;
	bool found, moved = false;

	if (!moves_read(editor->db, lead, TARGET_PIPEDRIVE, &row, &found) ||
	    (found && !moves_make(editor->db, &row, &made, &moved)) || !moved)
		return EDIT_FAILED;
	return EDITED;
}

/* A number means one person there and another here. */
static enum edited
check_account(const struct editor *editor, const struct inbox_lead *lead)
{
	const struct account *account;

	if (!accounts_of_lead(editor->db, editor->arena, lead->id, &account))
		return EDIT_FAILED;
	if (account == NULL || account->id == lead->account_id)
		return EDITED;
	return edit_refuse(editor, "lead %lld was looked for in account"
	    " \"%s\", and project \"%s\" has another now: `leadpixel lead"
	    " requeue %lld` looks there", (long long)lead->id, account->name,
	    lead->project, (long long)lead->id);
}

static enum edited
choose(const struct editor *editor, int64_t id, int64_t person)
{
	const struct inbox_lead *lead;
	const struct inbox_job *job;
	char subject[32], detail[128];
	const enum edited allowed = requeue_find(editor, id, "pipedrive",
	    &lead, &job);

	if (allowed != EDITED)
		return allowed;
	if (strcmp(job->state, job_state_name(JOB_SUSPECT)) == 0)
		return edit_refuse(editor, "lead %lld looks like a robot's:"
		    " `leadpixel lead release %lld` first", (long long)id,
		    (long long)id);
	const enum edited same = person == 0 ? EDITED
	    : check_account(editor, lead);
	if (same != EDITED)
		return same;
	const enum edited moved = move(editor, id, person);
	if (moved != EDITED)
		return moved;
	snprintf(subject, sizeof(subject), "%lld", (long long)id);
	if (person == 0)
		snprintf(detail, sizeof(detail), "nobody; was %s",
		    job->state);
	else
		snprintf(detail, sizeof(detail), "person %lld; was %s",
		    (long long)person, job->state);
	return edit_note(editor, "lead resolve", subject, detail);
}

enum edited
resolve_lead(const struct editor *editor, int64_t lead, int64_t person)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, choose(editor, lead, person));
}
