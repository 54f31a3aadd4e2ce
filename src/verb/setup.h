/* setup: a set of person fields in an account, found there or made. */
#ifndef SETUP_H
#define SETUP_H

#include <stdbool.h>
#include <stddef.h>

#include "change_target.h"
#include "errand.h"

struct lead_field;
struct mapped_field;

enum setup_step {
	SETUP_MAPPED,			/* nothing is to be done */
	SETUP_ADOPT,			/* a field of that name is there */
	SETUP_CREATE,
	SETUP_CONFLICT,			/* `why`; somebody has to decide */
	SETUP_STEPS
};

struct setup_line {
	const struct lead_field *field;
	enum setup_step step;
	const char *key;		/* of SETUP_MAPPED and SETUP_ADOPT */
	const char *name, *type;	/* over there; of the one to be made */
	const char *options;		/* of the one adopted, or NULL */
	const char *why;		/* of a conflict, or NULL */
};

struct setup {
	size_t count, steps[SETUP_STEPS];
	struct setup_line lines[CHANGES_MAX];
};

/* What it is decided from. */
struct setup_ground {
	struct arena *arena;
	const struct mapped_field *map;
	const struct person_field *fields;	/* as read just now */
};

/*
 * ERRAND_CONFIG when the token is another company's: seventy fields in the
 * wrong one would be somebody's to delete by hand.
 */
enum errand_end setup_owner(struct errand *errand);

/*
 * Decides for each field of the set (enum lead_set), without a call: a field
 * is adopted when it alone has our label or our name, whatever its case, and
 * takes our values.  What would put two values into one field, or one value
 * into one of two fields of a name, is a conflict (incident I13).  False when
 * the arena is spent.
 */
bool setup_plan(const struct setup_ground *ground, unsigned set,
    struct setup *plan);

/*
 * Carries one line out and saves it in the map: killed between, the next run
 * finds the field by its name.  *capped = the plan of the company allows no
 * more fields.
 */
enum errand_end setup_do(struct errand *errand,
    const struct setup_line *line, bool *capped);

/* Whether a field over there is called as ours is. */
bool setup_same_name(const struct lead_field *field, const char *name);

#endif
