/* stay: one visit, from its landing to its last page. */
#ifndef STAY_H
#define STAY_H

#include <stdbool.h>
#include <stdint.h>

#include "guests.h"

struct way;
struct world;

enum { STEPS_MAX = 128 };

/* How somebody who came for a lead sends the form. */
struct stay_form {
	bool wanted;
	bool confirmed;		/* a page thanks for it, if there is room */
	bool suspect, test;
	bool alone;		/* no history: the form is the only hit */
	size_t page;		/* of the form */
};

struct stay {
	int64_t started;
	int64_t count;		/* of steps */
	bool last;		/* of the history: it takes all hits left */
	struct guest guest;
	struct guest *known;	/* where that is kept, NULL: a new one */
	const struct way *way;
	size_t site;
	struct stay_form form;
	/* what was written */
	int64_t session, touch;
	int64_t form_event, form_at, form_received;
};

/* Who comes at stay->started, from where, to which site. */
void stay_choose(struct stay *stay, struct world *world);

/* Writes it with all its events. */
bool stay_write(struct stay *stay, struct world *world);

#endif
