/* call: one call to a target, its row before and its outcome after. */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "attempts.h"
#include "bounds.h"
#include "job.h"

struct clock;
struct db;

/* Made for one job; the first five are given. */
struct caller {
	struct db *db;
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

/*
 * Commits that a call begins (and the outcome of the call before): to be
 * called before a byte is sent.  An intent without an outcome is a call that
 * may have been carried out.  `intent` needs no job, run, started.  False
 * when the database failed: send nothing then.
 */
bool call_begin(struct caller *caller, struct attempt_intent *intent);

/* Notes how it went; written with the next call's begin, or by call_end. */
void call_note(struct caller *caller, int status, enum job_event event,
    const char *correlation_id, const char *excerpt);

/* Writes the outcome of the last call, inside the caller's transaction. */
bool call_end(struct caller *caller);

#endif
