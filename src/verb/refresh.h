/* refresh: an account's dictionary of person fields, read anew. */
#ifndef REFRESH_H
#define REFRESH_H

#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "job.h"

struct arena;
struct clock;
struct crm;
struct db;
struct person_field;

struct refresh {
	struct db *db;
	struct crm *crm;
	struct arena *arena;		/* of `fields` */
	const struct clock *clock;
	int64_t account;
	bool dry;			/* nothing is stored */
	/* what came of it */
	enum job_event event;		/* EVENT_OK, or the class of the call
					   that failed: nothing changed then */
	int64_t wait_ms;		/* asked for by Pipedrive */
	int64_t calls, tokens;
	const struct person_field *fields;	/* in Pipedrive's order */
	char excerpt[EXCERPT_MAX];	/* of a failure */
};

/* Whether the dictionary is older than a day.  False: the database failed. */
bool refresh_due(struct db *db, int64_t account, int64_t now, bool *due);

/*
 * Reads all pages, then stores the custom fields in one transaction: none is
 * open during a call.  The first seven members are given.  False when the
 * database failed.
 */
bool refresh_fields(struct refresh *refresh);

#endif
