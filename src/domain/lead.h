/* lead: the table of all values of a lead that can be written to a person. */
#ifndef LEAD_H
#define LEAD_H

#include <stdbool.h>
#include <stddef.h>

enum lead_kind {
	LEAD_TEXT,
	LEAD_NUMBER,
	LEAD_TIME,		/* ms UTC in the record; told by RFC 3339 */
	LEAD_MOMENT,		/* the same; told in words, by a zone's clock */
	LEAD_DURATION,		/* how long a visit took */
	LEAD_LOCATION,		/* city, region, country of a place */
	LEAD_PAGES,		/* a list of addresses */
	LEAD_JOURNEY,		/* a list of steps */
	LEAD_REFERRER,		/* the page's own, else that of the visit */
	LEAD_CLICK_ID,		/* the first one a touch has */
	LEAD_LINK		/* an address in the dashboard */
};

/* Sets one can begin with; a field may be in several, and is in all. */
enum lead_set {
	LEAD_BASIC = 1,		/* where a person came from, first and last */
	LEAD_ORIGINAL = 2,	/* the original's 33 and the 4 it forgot */
	LEAD_ALL = 4
};

struct lead_field {
	const char *name;	/* ours: crm_fields, command line */
	const char *label;	/* what the CRM's field is called */
	const char *path;	/* into the frozen record: "last.utm_source" */
	enum lead_kind kind;
	unsigned sets;		/* of enum lead_set */
	const char *type;	/* of the CRM's field, where we make it */
	bool first;		/* of a first touch: only into an empty field */
};

/* The i-th row, NULL past the end; the order is the order of display. */
const struct lead_field *lead_field(size_t i);

/* NULL when there is no such name. */
const struct lead_field *lead_field_find(const char *name);

/* basic, original, all; false when there is no such set. */
bool lead_set_find(const char *name, unsigned *set);

bool lead_in_set(const struct lead_field *field, unsigned set);

#endif
