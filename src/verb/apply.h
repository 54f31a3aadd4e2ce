/* apply: one lead, from its e-mail to values on the person. */
#ifndef APPLY_H
#define APPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "call.h"
#include "change.h"
#include "job.h"

struct arena;
struct budget;
struct crm;
struct job_lead;
struct job_row;

/* What it works with. */
struct applier {
	struct caller *caller;
	struct crm *crm;
	struct arena *arena;		/* of the job */
	struct budget *budget;
	const struct job_row *row;
	int64_t account;
	const struct change_target *targets;
	size_t count;
	int64_t map_version;
	const char *dashboard_url;
};

/* What came of it; text may be NULL and lives in the arena. */
struct applied {
	enum job_event event;
	const char *reason;
	int64_t wait_ms;
	int64_t person;			/* 0 = none */
	const char *method;		/* how it was matched */
	const char *candidates;		/* JSON; watch: the body not sent */
	const char *error;
	bool newest;			/* its values are or may be theirs */
};

/*
 * Leaves out what a rule leaves out, else searches, compares, writes.  A dry
 * run says what it would write on standard output instead, and changes
 * nothing.  False when the database failed.
 */
bool apply_lead(const struct applier *applier, const struct job_lead *lead,
    struct applied *end);

#endif
