#include "telling.h"

#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "inbox.h"
#include "str.h"

enum { WORDS = 1024 };

struct wording
telling_wording(const struct inbox_job *job, const struct when *when,
    enum when_form form, char room[WHEN_TEXT])
{
	const int64_t moment = job->finished != 0 ? job->finished : job->due;

	return (struct wording){
		.target = job->target,
		.state = job->state,
		.reason = job->reason,
		.last_class = job->last_class,
		.when = when_print(when, moment, form, room),
		.is_due = job->finished == 0 && job->due <= when->now,
		.person_id = job->person_id,
	};
}

void
telling_prefer_form(struct wording *wording, const char *form_state)
{
	if (strcmp(form_state, "failed") == 0 && wording->reason != NULL &&
	    strcmp(wording->reason, "crm_off") == 0)
		wording->reason = "form_failed";
}

/* NULL when there is nothing to say; false: no memory. */
static bool
print(struct arena *arena, const struct wording *wording,
    void (*words)(const struct wording *job, struct str *out),
    const char **out)
{
	char room[WORDS];
	struct str text;

	str_init(&text, room, sizeof(room));
	words(wording, &text);
	*out = text.size == 0 ? NULL : arena_copy(arena, room, text.size);
	return text.size == 0 || *out != NULL;
}

bool
telling_read(struct arena *arena, const struct inbox_job *job,
    const struct telling_about *about, const struct when *when,
    struct telling *out)
{
	char moment[WHEN_TEXT];
	struct wording wording = telling_wording(job, when, WHEN_BRIEF,
	    moment);

	wording.lead_id = about->lead;
	wording.project = about->project;
	telling_prefer_form(&wording, about->form_state);
	if (!print(arena, &wording, wording_brief, &out->label))
		return false;
	wording.when = when_print(when, job->finished != 0 ? job->finished
	    : job->due, WHEN_AT, moment);
	return print(arena, &wording, wording_state, &out->text) &&
	    print(arena, &wording, wording_why, &out->why) &&
	    print(arena, &wording, wording_next, &out->next);
}
