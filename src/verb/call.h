/* call: one call to the CRM, its row before and its outcome after. */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "crm.h"

struct clock;
struct db;

/* Made for one job; the first six are given. */
struct caller {
	struct db *db;
	struct crm *crm;
	const struct clock *clock;
	int64_t run, job;
	bool dry;			/* no rows */
	int64_t calls, tokens;		/* of this job */
	int64_t open;			/* attempt without an end, 0 = none */
	int64_t ended;
	int status;
	enum job_event event;
	char correlation_id[64];
	char excerpt[EXCERPT_MAX];
};

/* What is kept of a writing call beside its outcome. */
struct call_notes {
	int64_t map_version;
	const char *before;		/* JSON, or NULL */
};

/*
 * Commits the intent (and the outcome of the call before), then calls.  An
 * intent without an outcome is a call that may have been carried out.  False
 * when the database failed: nothing was sent then.
 */
bool call_do(struct caller *caller, const struct crm_call *call,
    const struct call_notes *notes, struct crm_answer *answer);

/* Writes the outcome of the last call, inside the caller's transaction. */
bool call_end(struct caller *caller);

#endif
