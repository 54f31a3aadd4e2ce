/* change_target: where a value goes, and in what shape it arrives there. */
#ifndef CHANGE_TARGET_H
#define CHANGE_TARGET_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct json;
struct lead_field;

enum {
	CHANGE_KEY = 41,
	CHANGES_MAX = 96		/* lead.h's table has 70 rows */
};

/* The shapes of values; personFields' field_type says which. */
enum change_type {
	CHANGE_SHORT, CHANGE_LONG, CHANGE_NUMBER, CHANGE_MONEY, CHANGE_OPTION,
	CHANGE_OPTIONS, CHANGE_DAY, CHANGE_DAYS, CHANGE_CLOCK, CHANGE_CLOCKS,
	CHANGE_ADDRESS
};

/* A row of crm_fields with what the dictionary says of its field. */
struct change_row {
	const char *name;
	const char *key;		/* 40 hexadecimal digits */
	const char *type;		/* field_type of personFields */
	const char *options;		/* JSON list of {id, label}, or NULL */
	bool if_empty;			/* never replaces a value */
};

/* The same, understood. */
struct change_target {
	const struct lead_field *field;
	const struct json *options;	/* or NULL */
	enum change_type type;
	bool if_empty;
	char key[CHANGE_KEY];
};

/* Reads a row into the arena; NULL, or why it cannot be used. */
const char *change_target_read(struct change_target *target,
    struct arena *arena, const struct change_row *row);

/*
 * Why a field of that type cannot take that value; NULL = it can.  What fits
 * by its type may still be no number or no option: then there is no value.
 */
const char *change_target_fits(const struct lead_field *field,
    const char *type);

/* What a value is encoded from. */
struct change_value {
	const struct json *record;
	const char *zone;
	const char *text;		/* lead_value's */
};

/*
 * The value as JSON in the shape of the type (reference pipedrive 6): short
 * texts cut at 255 code points, long ones at CRM_TEXT_MAX bytes, both without
 * control characters; labels as ids of options, compared without case.  NULL
 * when there is none: then *problem says why, or is NULL for "empty".
 */
const struct json *change_target_encode(const struct change_target *target,
    struct arena *arena, const struct change_value *value,
    const char **problem);

/*
 * Whether the CRM holds that already: every number, text and part of an object
 * that we would send is there, options in any order.  What it adds to an
 * object by itself (a currency, the parts of an address) is its own.
 */
bool change_target_holds(const struct json *held, const struct json *value);

#endif
