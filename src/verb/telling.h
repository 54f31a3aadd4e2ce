/* telling: what became of a lead's delivery, told on its project's clocks. */
#ifndef TELLING_H
#define TELLING_H

#include <stdbool.h>
#include <stdint.h>

#include "when.h"
#include "wording.h"

struct arena;
struct inbox_job;

/* A job for wording.h: when it ended, else when it is due, in `room`. */
struct wording telling_wording(const struct inbox_job *job,
    const struct when *when, enum when_form form, char room[WHEN_TEXT]);

/* A form's own no says more than a CRM that is off. */
void telling_prefer_form(struct wording *wording, const char *form_state);

/* Whose delivery it is. */
struct telling_about {
	int64_t lead;
	const char *project, *form_state;
};

/* In the words of wording.h; why and next are NULL where there is none. */
struct telling {
	const char *label, *text, *why, *next;
};

/* False: no memory. */
bool telling_read(struct arena *arena, const struct inbox_job *job,
    const struct telling_about *about, const struct when *when,
    struct telling *out);

#endif
