/* change: what a lead would alter on a person. */
#ifndef CHANGE_H
#define CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "change_target.h"

struct str;

/* A difference; `before` is NULL where the field was empty. */
struct change {
	const struct change_target *target;
	const struct json *value;	/* as the field's type takes it */
	const char *text;		/* as people read it */
	const struct json *before;
};

/* A value that its field cannot take: the others are written all the same. */
struct change_problem {
	const struct change_target *target;
	const char *text;
};

struct change_list {
	size_t count, problem_count;
	struct change changes[CHANGES_MAX];
	struct change_problem problems[CHANGES_MAX];
};

/* What they are made from. */
struct change_source {
	const struct json *record;	/* the frozen one */
	const char *dashboard_url;		/* "" = no links */
	const char *zone;		/* of the project, for days and texts */
	const struct json *custom_fields;	/* of the person, as read */
	bool older;	/* than what the person holds: if_empty ones only,
			   so that two touches never mix */
};

/*
 * The differences, in the order of the targets.  Absent values make none, nor
 * do empty texts, equal numbers, equal parts of an object, or equal options in
 * another order.  The same record, targets and person give the same changes.
 */
void change_find(struct change_list *list, struct arena *arena,
    const struct change_target *targets, size_t count,
    const struct change_source *source);

/* Takes out those whose keys stand in that text; how many. */
size_t change_drop(struct change_list *list, const char *keys);

/* {"custom_fields": {key: value, ...}} */
void change_body(const struct change_list *list, struct str *out);

/* {key: what it held, ...}, null where it was empty. */
void change_before(const struct change_list *list, struct str *out);

/* "last_channel: no option "Paid Search"; ..."; nothing if all is well. */
void change_problems(const struct change_list *list, struct str *out);

/*
 * Whether the answered person carries them; where a value came back empty,
 * `key` says which.  Another spelling is fine: the CRM may normalise.
 */
bool change_taken(const struct change_list *list,
    const struct json *custom_fields, const char **key);

#endif
