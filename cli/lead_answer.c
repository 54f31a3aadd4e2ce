#include "lead_page.h"

#include <sysexits.h>

#include "answer.h"
#include "json.h"
#include "report.h"
#include "telling.h"

enum { WORDS = 512 };

static void
add_touch(struct str *out, const char *name,
    const struct report_touch *touch)
{
	if (!touch->known) {
		json_add_null(out, name);
		return;
	}
	json_open(out, name, '{');
	answer_time(out, "occurred", touch->occurred);
	json_add_text(out, "source", touch->source);
	json_add_text(out, "medium", touch->medium);
	json_add_text(out, "campaign", touch->campaign);
	json_add_text(out, "channel", touch->channel);
	json_add_text(out, "landing_url", touch->landing);
	json_add_text(out, "why", touch->why);
	json_close(out, '}');
}

static void
add_visit(struct str *out, const struct inbox_event *event)
{
	json_open(out, "visit", '[');
	for (; event != NULL; event = event->next) {
		json_open(out, NULL, '{');
		answer_time(out, "occurred", event->occurred);
		json_add_text(out, "type", event->type == NULL ? "pageview"
		    : event->type);
		json_add_text(out, "url", event->url);
		json_add_text(out, "title", event->title);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
add_attempts(struct str *out, const struct inbox_attempt *try)
{
	json_open(out, "attempts", '[');
	for (; try != NULL; try = try->next) {
		json_open(out, NULL, '{');
		json_add_text(out, "operation", try->operation);
		answer_time(out, "started", try->started);
		answer_time(out, "ended", try->ended);
		json_add_int(out, "http", try->http);
		json_add_text(out, "class", try->class);
		json_add_text(out, "excerpt", try->excerpt);
		json_add_text(out, "correlation_id", try->correlation_id);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
add_job(struct str *out, const struct inbox_job *job, const struct when *when)
{
	char room[WORDS], moment[WHEN_TEXT];
	struct str words;
	const struct wording wording = telling_wording(job, when, WHEN_AT,
	    moment);

	json_open(out, NULL, '{');
	json_add_text(out, "target", job->target);
	json_add_text(out, "state", job->state);
	json_add_text(out, "reason", job->reason);
	str_init(&words, room, sizeof(room));
	wording_state(&wording, &words);
	json_add_text(out, "says", room);
	str_init(&words, room, sizeof(room));
	wording_why(&wording, &words);
	json_add_text(out, "why", words.size == 0 ? NULL : room);
	answer_time(out, "due", job->due);
	answer_time(out, "finished", job->finished);
	if (job->person_id != 0)
		json_add_int(out, "person_id", job->person_id);
	json_add_text(out, "match_method", job->match_method);
	if (job->candidates != NULL)
		json_add_raw(out, "candidates", job->candidates);
	json_add_int(out, "attempt_count", job->attempts);
	json_add_int(out, "replays", job->replays);
	json_add_text(out, "last_class", job->last_class);
	json_add_text(out, "last_error", job->last_error);
	add_attempts(out, job->tries);
	json_close(out, '}');
}

static void
add_values(struct str *out, const struct report_value *value)
{
	json_open(out, "values", '[');
	for (; value != NULL; value = value->next) {
		json_open(out, NULL, '{');
		json_add_text(out, "name", value->name);
		json_add_text(out, "value", value->value);
		json_add_text(out, "key", value->key);
		if (value->key != NULL)
			json_add_text(out, "policy", value->if_empty
			    ? "if_empty" : "always");
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
add_lead(struct str *out, const struct inbox_lead *lead)
{
	json_add_int(out, "id", lead->id);
	json_add_text(out, "lead_id", lead->lead_id);
	json_add_text(out, "kind", lead->signup ? "signup" : "lead");
	answer_time(out, "occurred", lead->occurred);
	answer_time(out, "received", lead->received);
	json_add_text(out, "email", lead->email);
	json_add_text(out, "phone", lead->phone);
	json_add_text(out, "first_name", lead->first_name);
	json_add_text(out, "last_name", lead->last_name);
	json_add_text(out, "company", lead->company);
	json_add_text(out, "form_id", lead->form_id);
	json_add_text(out, "form_name", lead->form_name);
	json_add_text(out, "form_state", lead->form_state);
	json_add_text(out, "page", lead->page);
	json_add_text(out, "pixel", lead->pixel);
	json_add_text(out, "project", lead->project);
	json_add_bool(out, "test", lead->test);
	json_add_text(out, "no_history", lead->no_history);
	if (lead->consent >= 0)
		json_add_bool(out, "consent", lead->consent == 1);
}

int
lead_page_answer(const struct report *report, struct arena *arena,
    int64_t now)
{
	const struct when when = { now, report->lead->time_zone };
	struct str out;

	if (!answer_begin(&out, arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '{');
	add_lead(&out, report->lead);
	add_touch(&out, "first", &report->first);
	add_touch(&out, "last", &report->last);
	json_add_text(&out, "location", report->location);
	add_visit(&out, report->lead->events);
	json_open(&out, "jobs", '[');
	for (const struct inbox_job *job = report->lead->jobs; job != NULL;
	    job = job->next)
		add_job(&out, job, &when);
	json_close(&out, ']');
	add_values(&out, report->values);
	json_close(&out, '}');
	return answer_end(&out);
}
