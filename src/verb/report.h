/* report: a lead from its first visit to what stands in the CRM. */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "inbox.h"

struct arena;
struct db;
struct json;

/* Where a visit came from, as the record froze it; text may be NULL. */
struct report_touch {
	bool known;
	int64_t occurred;
	const char *source, *medium, *campaign, *channel, *landing;
	const char *why;	/* in plain words (trace.h), or NULL */
};

/* A value of the lead, and where it goes. */
struct report_value {
	const char *name;
	const char *value;	/* NULL = the lead has none */
	const char *key;	/* in the CRM, NULL = goes nowhere */
	const char *crm_name;	/* of the field there, NULL = not known */
	bool if_empty;
	const struct report_value *next;
};

struct report {
	const struct inbox_lead *lead;		/* NULL = there is none */
	const struct json *record;		/* NULL = unreadable */
	struct report_touch first, last;
	const char *location;			/* NULL = unknown */
	int64_t visit_began;			/* ms, 0 = unknown */
	const struct report_value *values;	/* mapped ones, else basic */
	bool mapped;				/* the account has a map */
};

/* All there is to know of one lead; texts live in the arena. */
bool report_lead(struct db *db, struct arena *arena, const char *dashboard,
    int64_t id, struct report *out);

#endif
