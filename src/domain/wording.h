/* wording: what became of a lead, in plain words. */
#ifndef WORDING_H
#define WORDING_H

#include <stdbool.h>
#include <stdint.h>

struct str;

/* What is known of one delivery; text may be NULL. */
struct wording {
	const char *target, *state, *reason, *last_class;
	const char *when;	/* when it ended, else when it is due, printed
				   in the reader's time zone */
	bool is_due;		/* that moment has come */
	int64_t person_id;	/* 0 = none */
	int64_t lead_id;	/* the number people type */
	const char *project;
};

/* "Waiting, sends 10:14": 20 columns at most if `when` takes six. */
void wording_brief(const struct wording *job, struct str *out);

/* The same at length: "Written to person 1 at 10:14". */
void wording_state(const struct wording *job, struct str *out);

/* Why it is so: a sentence or two; nothing is added when all is well. */
void wording_why(const struct wording *job, struct str *out);

/* What one can type to change it; nothing is added when there is nothing. */
void wording_next(const struct wording *job, struct str *out);

/* Words for one call to a target: "looked for the person". */
const char *wording_operation(const char *operation);

/* "Pipedrive" for pipedrive, and so on. */
const char *wording_target(const char *target);

#endif
