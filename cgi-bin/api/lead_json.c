#include "lead_json.h"

#include <string.h>

#include "inquiry.h"
#include "json.h"
#include "lead_line.h"
#include "lead_text.h"
#include "match.h"
#include "telling.h"

enum { CANDIDATE_VALUES = MATCHES_MAX * 8 };

void
lead_json_id(struct str *out, const char *name, int64_t id)
{
	if (id == 0)
		json_add_null(out, name);
	else
		json_add_int(out, name, id);
}

bool
lead_json_tell(struct inquiry *inquiry, const struct lead_line *line,
    const struct inbox_job *job, struct telling *out)
{
	const struct telling_about about = { line->id, line->project,
		line->form_state };
	const struct when when = { inquiry->now, line->time_zone };

	return telling_read(inquiry->arena, job, &about, &when, out);
}

static void
add_url(struct str *out, const char *name, const struct inbox_job *job,
    int64_t person)
{
	char address[LEAD_TEXT_URL];

	inquiry_text(out, name, lead_text_person(job, person, address));
}

void
lead_json_times(struct str *out, const struct inbox_job *job)
{
	const bool stands = job->finished != 0 ||
	    strcmp(job->state, "review") == 0 ||
	    strcmp(job->state, "suspect") == 0;

	inquiry_time(out, "due", stands ? 0 : job->due);
	inquiry_time(out, "finished", job->finished);
}

void
lead_json_person(struct str *out, const struct inbox_job *job)
{
	add_url(out, "person_url", job,
	    job->target != NULL && strcmp(job->target, "pipedrive") == 0
	    ? job->person_id : 0);
}

/* What found somebody is what they have in common with the lead. */
static void
add_candidate(struct str *out, const struct lead_line *line,
    const struct inbox_job *job, const struct json *person)
{
	const char *const name = json_text(person, "name");
	const char *const by = json_text(person, "by");
	int64_t id;

	if (by == NULL || !json_int(person, "id", 1, INT64_MAX / 2, &id))
		return;
	json_open(out, NULL, '{');
	json_add_int(out, "id", id);
	inquiry_text(out, "name", name == NULL || name[0] == '\0' ? NULL
	    : name);
	json_add_text(out, "by", by);
	inquiry_text(out, "email", strcmp(by, "email") == 0 ? line->email
	    : NULL);
	inquiry_text(out, "phone", strcmp(by, "phone") == 0 ? line->phone
	    : NULL);
	add_url(out, "url", job, id);
	json_close(out, '}');
}

bool
lead_json_candidates(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line, const struct inbox_job *job)
{
	const struct json *list = NULL;
	enum json_fault fault = JSON_OK;

	if (job->candidates != NULL && strcmp(job->state, "review") == 0)
		fault = json_parse(inquiry->arena, job->candidates,
		    strlen(job->candidates), CANDIDATE_VALUES, &list);
	json_open(out, "candidates", '[');
	for (const struct json *one = fault == JSON_OK && list != NULL
	    ? list->first : NULL; one != NULL; one = one->next)
		add_candidate(out, line, job, one);
	json_close(out, ']');
	return fault != JSON_NO_ROOM;
}

static void
add_touch(struct str *out, const char *name,
    const struct lead_line_touch *touch)
{
	if (touch->source == NULL) {
		json_add_null(out, name);
		return;
	}
	json_open(out, name, '{');
	json_add_text(out, "source", touch->source);
	inquiry_text(out, "medium", touch->medium);
	inquiry_text(out, "campaign", touch->campaign);
	inquiry_text(out, "channel", touch->channel);
	json_close(out, '}');
}

static bool
add_crm(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line)
{
	const struct inbox_job *const job = &line->job;
	struct telling telling;

	if (job->state == NULL) {
		json_add_null(out, "crm");
		return true;
	}
	if (!lead_json_tell(inquiry, line, job, &telling))
		return false;
	json_open(out, "crm", '{');
	json_add_text(out, "state", job->state);
	inquiry_text(out, "reason", job->reason);
	json_add_text(out, "label", telling.label);
	json_add_text(out, "text", telling.text);
	inquiry_text(out, "why", telling.why);
	lead_json_times(out, job);
	lead_json_id(out, "person_id", job->person_id);
	lead_json_person(out, job);
	json_add_int(out, "attempts", job->attempts);
	const bool whole = lead_json_candidates(inquiry, out, line, job);
	json_close(out, '}');
	return whole;
}

bool
lead_json_line(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line)
{
	char name[LEAD_TEXT_NAME];

	json_add_int(out, "id", line->id);
	inquiry_time(out, "received", line->received);
	inquiry_time(out, "occurred", line->occurred);
	json_add_int(out, "project", line->project_id);
	json_add_text(out, "project_name", line->project);
	json_add_text(out, "pixel", line->pixel);
	json_add_text(out, "pixel_name", line->pixel_name);
	json_add_text(out, "time_zone", line->time_zone);
	inquiry_text(out, "name", lead_text_name(line, name));
	inquiry_text(out, "email", line->email);
	inquiry_text(out, "phone", line->phone);
	inquiry_text(out, "form", lead_text_form(line));
	json_add_text(out, "form_state", line->form_state);
	json_add_bool(out, "test", line->test);
	add_touch(out, "first", &line->first);
	add_touch(out, "last", &line->last);
	return add_crm(inquiry, out, line);
}

bool
lead_json_others(struct inquiry *inquiry, struct str *out, const char *name,
    const struct lead_line *line)
{
	bool whole = true;

	json_open(out, name, '[');
	for (; line != NULL && whole; line = line->next) {
		struct telling telling = { .label = NULL };

		if (line->job.state != NULL)
			whole = lead_json_tell(inquiry, line, &line->job,
			    &telling);
		json_open(out, NULL, '{');
		json_add_int(out, "id", line->id);
		inquiry_time(out, "received", line->received);
		inquiry_text(out, "form", lead_text_form(line));
		inquiry_text(out, "label", telling.label);
		json_close(out, '}');
	}
	json_close(out, ']');
	return whole;
}

void
lead_json_events(struct str *out, const char *name,
    const struct inbox_event *event)
{
	json_open(out, name, '[');
	for (; event != NULL; event = event->next) {
		json_open(out, NULL, '{');
		inquiry_time(out, "occurred", event->occurred);
		json_add_text(out, "type", event->type == NULL ? "pageview"
		    : event->type);
		inquiry_text(out, "url", event->url);
		inquiry_text(out, "title", event->title);
		json_close(out, '}');
	}
	json_close(out, ']');
}
