/* change: what a lead would alter on a person. */
#ifndef CHANGE_H
#define CHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "lead.h"

struct arena;
struct json;
struct str;

enum { CHANGE_KEY = 41, CHANGES_MAX = 64 };

/* The types of the CRM's fields that we can write. */
enum change_type { CHANGE_SHORT, CHANGE_LONG, CHANGE_NUMBER, CHANGE_DATE };

/* Where one value goes: a row of crm_fields, understood. */
struct change_target {
	const struct lead_field *field;
	char key[CHANGE_KEY];		/* 40 hexadecimal digits */
	enum change_type type;
	bool if_empty;			/* never replaces a value */
};

/* A difference; `before` is NULL where the field was empty. */
struct change {
	const struct change_target *target;
	const char *text;
	double number;			/* of CHANGE_NUMBER */
	const struct json *before;
};

struct change_list {
	size_t count;
	struct change changes[CHANGES_MAX];
};

/* What they are made from. */
struct change_source {
	const struct json *record;	/* the frozen one */
	const char *public_url;		/* "" = no links */
	const struct json *custom_fields;	/* of the person, as read */
	bool older;	/* than what the person holds: if_empty ones only,
			   so that two touches never mix */
};

/*
 * Reads a row of crm_fields; NULL, or why it cannot be used: keys are 40
 * lower-case hexadecimal digits, types personFields' field_type.
 */
const char *change_target_read(struct change_target *target,
    const char *name, const char *key, const char *type, bool if_empty);

/*
 * The differences, in the order of the targets.  Absent values and empty
 * texts make none; varchar is cut at 255 code points (reference pipedrive 6).
 * The same record, targets and person give the same changes.
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

/*
 * Whether the answered person carries them; where a value came back empty,
 * `key` says which.  Another spelling is fine: the CRM may normalise.
 */
bool change_taken(const struct change_list *list,
    const struct json *custom_fields, const char **key);

#endif
