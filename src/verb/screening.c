#include "screening.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "db.h"
#include "inbox.h"
#include "job.h"
#include "suspects.h"

static bool
is_in(const struct inbox_job *job, enum job_state state)
{
	return strcmp(job->state, job_state_name(state)) == 0;
}

bool
screening_counts(const struct inbox_lead *lead, const struct inbox_job *job)
{
	return !lead->test && !is_in(job, JOB_SUSPECT) &&
	    !(is_in(job, JOB_SKIPPED) && job->reason != NULL &&
	    strcmp(job->reason, "spam") == 0);
}

/* The lead's delivery to Pipedrive; NULL = *why not. */
static const struct inbox_job *
find(const struct editor *editor, int64_t id, const struct inbox_lead **lead,
    enum edited *why)
{
	const struct inbox_job *job;

	*why = EDIT_FAILED;
	if (!inbox_read(editor->db, editor->arena, id, lead))
		return NULL;
	if (*lead == NULL) {
		*why = edit_refuse(editor, "there is no lead %lld",
		    (long long)id);
		return NULL;
	}
	for (job = (*lead)->jobs; job != NULL; job = job->next)
		if (strcmp(job->target, "pipedrive") == 0)
			return job;
	*why = edit_refuse(editor, "lead %lld has no delivery to pipedrive",
	    (long long)id);
	return NULL;
}

/* Of the newsletter and the webhook, which no CRM that is off holds back. */
static bool
put_others(const struct editor *editor, const struct inbox_lead *lead,
    bool spam)
{
	const struct suspect_word word = {
		.state = job_state_name(spam ? JOB_SKIPPED : JOB_HELD),
		.reason = spam ? "spam" : NULL,
		.due = editor->now,
		.finished = spam ? editor->now : 0,
	};

	return suspects_decide_others(editor->db, lead->id, &word);
}

/* The job's new state, the figures, and the line of who said so. */
static enum edited
put(const struct editor *editor, const char *action,
    const struct inbox_lead *lead, const struct inbox_job *job,
    const struct suspect_word *to)
{
	const struct inbox_job after = { .state = to->state,
		.reason = to->reason };
	const bool counted = screening_counts(lead, job);
	const bool counts = screening_counts(lead, &after);
	char subject[32], detail[128];
	bool done;

	if (!suspects_decide(editor->db, job, to, &done) || !done ||
	    !put_others(editor, lead, to->reason != NULL &&
	    strcmp(to->reason, "spam") == 0) ||
	    (counted != counts &&
	    !suspects_recount(editor->db, lead->session_id, counts)))
		return EDIT_FAILED;
	snprintf(subject, sizeof(subject), "%lld", (long long)lead->id);
	snprintf(detail, sizeof(detail), "was %s%s%s, is %s%s%s", job->state,
	    job->reason == NULL ? "" : " ",
	    job->reason == NULL ? "" : job->reason, to->state,
	    to->reason == NULL ? "" : " ",
	    to->reason == NULL ? "" : to->reason);
	return edit_note(editor, action, subject, detail);
}

static enum edited
release(const struct editor *editor, int64_t id, bool *sent)
{
	const struct inbox_lead *lead;
	enum edited why;
	const struct inbox_job *const job = find(editor, id, &lead, &why);

	if (job == NULL)
		return why;
	if (!is_in(job, JOB_SUSPECT))
		return edit_refuse(editor, "lead %lld is not kept back as a"
		    " suspect: it is %s%s%s.  `leadpixel lead requeue %lld`"
		    " sends a lead once more", (long long)id, job->state,
		    job->reason == NULL ? "" : ", ",
		    job->reason == NULL ? "" : job->reason, (long long)id);
	*sent = strcmp(lead->crm, "off") != 0 && lead->account_id != 0;
	const struct suspect_word to = {
		.state = job_state_name(*sent ? JOB_HELD : JOB_SKIPPED),
		.reason = *sent ? NULL : "crm_off",
		.account = lead->account_id,
		.due = editor->now,
		.finished = *sent ? 0 : editor->now,
	};
	return put(editor, "lead release", lead, job, &to);
}

static enum edited
call_spam(const struct editor *editor, int64_t id)
{
	const struct inbox_lead *lead;
	enum edited why;
	const struct inbox_job *const job = find(editor, id, &lead, &why);

	if (job == NULL)
		return why;
	if (!is_in(job, JOB_SUSPECT) && !is_in(job, JOB_REVIEW))
		return edit_refuse(editor, "lead %lld waits for nobody's word:"
		    " it is %s%s%s.  Only one in state suspect or review can"
		    " be called spam", (long long)id, job->state,
		    job->reason == NULL ? "" : ", ",
		    job->reason == NULL ? "" : job->reason);
	const struct suspect_word to = {
		.state = job_state_name(JOB_SKIPPED),
		.reason = "spam",
		.due = job->due,
		.finished = editor->now,
	};
	return put(editor, "lead spam", lead, job, &to);
}

enum edited
screening_release(const struct editor *editor, int64_t lead, bool *sent)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, release(editor, lead, sent));
}

enum edited
screening_spam(const struct editor *editor, int64_t lead)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, call_spam(editor, lead));
}
