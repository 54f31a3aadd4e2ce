#include "lead_jobs.h"

#include <string.h>

#include "choices.h"
#include "inbox.h"
#include "inquiry.h"
#include "json.h"
#include "lead_json.h"
#include "telling.h"

static void
add_tries(struct str *out, const struct inbox_attempt *try)
{
	json_open(out, "tries", '[');
	for (; try != NULL; try = try->next) {
		json_open(out, NULL, '{');
		json_add_text(out, "operation", try->operation);
		json_add_text(out, "words",
		    wording_operation(try->operation));
		inquiry_time(out, "started", try->started);
		inquiry_time(out, "ended", try->ended);
		lead_json_id(out, "http", try->http);
		inquiry_text(out, "class", try->class);
		inquiry_text(out, "excerpt", try->excerpt);
		inquiry_text(out, "correlation_id", try->correlation_id);
		lead_json_id(out, "tokens", try->tokens);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* None for whom may only read. */
static void
add_choices(const struct inquiry *inquiry, struct str *out,
    const struct inbox_lead *lead, const struct inbox_job *job)
{
	const unsigned found = job == NULL || !inquiry->who.manages ? 0
	    : choices_of(lead, job);

	json_open(out, "actions", '[');
	for (int i = 0; i < CHOICES; i++)
		if ((found & 1u << i) != 0)
			json_add_text(out, NULL,
			    choice_name((enum choice)i));
	json_close(out, ']');
}

static bool
add_job(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line, const struct inbox_job *job)
{
	struct telling telling;

	if (!lead_json_tell(inquiry, line, job, &telling))
		return false;
	json_add_text(out, "target", job->target);
	json_add_text(out, "state", job->state);
	inquiry_text(out, "reason", job->reason);
	json_add_text(out, "label", telling.label);
	json_add_text(out, "text", telling.text);
	inquiry_text(out, "why", telling.why);
	inquiry_text(out, "next", telling.next);
	lead_json_times(out, job);
	lead_json_id(out, "person_id", job->person_id);
	lead_json_person(out, job);
	inquiry_text(out, "match_method", job->match_method);
	json_add_int(out, "attempts", job->attempts);
	json_add_int(out, "replays", job->replays);
	inquiry_text(out, "last_class", job->last_class);
	inquiry_text(out, "last_error", job->last_error);
	add_tries(out, job->tries);
	return lead_json_candidates(inquiry, out, line, job);
}

bool
lead_jobs_say(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line, const struct inbox_lead *lead)
{
	const struct inbox_job *crm = NULL;
	bool whole = true;

	json_open(out, "jobs", '[');
	for (const struct inbox_job *job = lead->jobs; job != NULL && whole;
	    job = job->next) {
		if (strcmp(job->target, "pipedrive") == 0)
			crm = job;
		json_open(out, NULL, '{');
		whole = add_job(inquiry, out, line, job);
		add_choices(inquiry, out, lead, job);
		json_close(out, '}');
	}
	json_close(out, ']');
	add_choices(inquiry, out, lead, crm);
	return whole;
}
