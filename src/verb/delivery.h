/* delivery: one lead on its way to Pipedrive, and its calls there. */
#ifndef DELIVERY_H
#define DELIVERY_H

#include <stdbool.h>
#include <stdint.h>

#include "apply.h"
#include "crm.h"

struct attempt_intent;

/* What the steps of one delivery share. */
struct delivery {
	const struct applier *applier;
	const struct job_lead *lead;
	struct applied *end;		/* how it ends, so far */
	bool failed;			/* the database did */
};

/* Sets how it ends; always false, as a step that ends it says. */
bool delivery_end(struct delivery *delivery, enum job_event event,
    const char *reason);

/*
 * One call with its rows.  `notes` of what writes (map_version, body, before,
 * written), NULL for what reads.  False where it did not go through: how the
 * delivery ends is set, or the database failed.
 */
bool delivery_call(struct delivery *delivery, const struct crm_call *call,
    const struct attempt_intent *notes, struct crm_answer *answer);

#endif
