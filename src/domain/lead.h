/* lead: every value of a lead that can be written to a person. */
#ifndef LEAD_H
#define LEAD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct json;

enum lead_kind {
	LEAD_TEXT,
	LEAD_TIME,		/* ms UTC in the record */
	LEAD_NUMBER,
	LEAD_LOCATION,		/* city, region, country of a place */
	LEAD_CLICK_ID,		/* the first one a touch has */
	LEAD_LINK		/* an address below the public one */
};

enum lead_use {
	LEAD_EXTRA,
	LEAD_BASIC,		/* of the set one begins with */
	LEAD_FIRST		/* that too, and only into an empty field */
};

/* A row of the one table; raw and derived values have rows of their own. */
struct lead_field {
	const char *name;	/* ours: crm_fields, command line */
	const char *label;	/* what the CRM's field is called */
	const char *path;	/* into the frozen record: "last.utm_source" */
	enum lead_kind kind;
	enum lead_use use;
};

/* The i-th row, NULL past the end; the order is the order of display. */
const struct lead_field *lead_field(size_t i);

/* NULL when there is no such name. */
const struct lead_field *lead_field_find(const char *name);

/*
 * The value as text: a time by RFC 3339, a number in digits, a link from its
 * slash on (the public address goes before it).  NULL when the record (see
 * record.h) does not have it: absent is never written, and nothing derived
 * stands in for a raw parameter (incident I6).
 */
const char *lead_value(struct arena *arena, const struct json *record,
    const struct lead_field *field);

#endif
