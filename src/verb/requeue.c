#include "requeue.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "db.h"
#include "form.h"
#include "inbox.h"
#include "job.h"
#include "label.h"
#include "screening.h"
#include "suspects.h"

enum edited
requeue_check(const struct editor *editor, const struct inbox_lead *lead,
    const struct inbox_job *job)
{
	const char *const target = job->target;

	if (strcmp(job->state, job_state_name(JOB_SENDING)) == 0)
		return edit_refuse(editor, "lead %lld is being sent this"
		    " moment; look again in a minute", (long long)lead->id);
	if (strcmp(job->state, job_state_name(JOB_ERASED)) == 0)
		return edit_refuse(editor, "lead %lld was erased: there is"
		    " nothing left to send", (long long)lead->id);
	if (form_state_parse(lead->form_state) == FORM_FAILED)
		return edit_refuse(editor, "lead %lld was refused by its own"
		    " form: it is kept and never delivered, unless the form"
		    " takes it after all", (long long)lead->id);
	if (strcmp(target, "newsletter") == 0 && job->reason != NULL &&
	    label_among(job->reason, "no_opt_in consent"))
		return edit_refuse(editor, "lead %lld did not ask for the"
		    " newsletter", (long long)lead->id);
	if (strcmp(target, "pipedrive") == 0 &&
	    (strcmp(lead->crm, "off") == 0 || lead->account_id == 0))
		return edit_refuse(editor, "project \"%s\" does not use"
		    " Pipedrive: `leadpixel crm on \"%s\" --account NAME`"
		    " first", lead->project, lead->project);
	return EDITED;
}

enum edited
requeue_find(const struct editor *editor, int64_t id, const char *target,
    const struct inbox_lead **lead, const struct inbox_job **job)
{
	if (!inbox_read(editor->db, editor->arena, id, lead))
		return EDIT_FAILED;
	if (*lead == NULL)
		return edit_refuse(editor, "there is no lead %lld",
		    (long long)id);
	*job = inbox_job_to(*lead, target);
	if (*job == NULL)
		return edit_refuse(editor, "lead %lld has no delivery to"
		    " %s", (long long)id, target);
	return requeue_check(editor, *lead, *job);
}

static enum edited
put_back(const struct editor *editor, int64_t id, const char *target)
{
	const struct inbox_lead *lead;
	const struct inbox_job *job;
	char subject[32], detail[128];
	bool done;
	const enum edited checked = requeue_find(editor, id, target, &lead,
	    &job);

	if (checked != EDITED)
		return checked;
	/* a record that may still change has to pass `held` once more */
	const enum job_state to = lead->complete ? JOB_READY : JOB_HELD;
	const int64_t account = strcmp(target, "pipedrive") == 0
	    ? lead->account_id : 0;
	if (!inbox_requeue(editor->db, job, job_state_name(to), account,
	    editor->now, &done) || !done)
		return EDIT_FAILED;
	/* who sends a suspect says that it is a person */
	if (!lead->test && strcmp(target, "pipedrive") == 0 &&
	    !screening_counts(lead, job) &&
	    !suspects_recount(editor->db, lead->session_id, true))
		return EDIT_FAILED;
	snprintf(subject, sizeof(subject), "%lld", (long long)id);
	snprintf(detail, sizeof(detail), "%s: was %s%s%s", target,
	    job->state, job->reason == NULL ? "" : ", ",
	    job->reason == NULL ? "" : job->reason);
	return edit_note(editor, "lead requeue", subject, detail);
}

enum edited
requeue_lead(const struct editor *editor, int64_t lead, const char *target)
{
	if (!label_among(target, "pipedrive newsletter webhook"))
		return edit_refuse(editor, "--target is pipedrive,"
		    " newsletter or webhook, not \"%.40s\"", target);
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, put_back(editor, lead, target));
}
