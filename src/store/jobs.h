/* jobs: rows of deliveries, from due to settled. */
#ifndef JOBS_H
#define JOBS_H

#include <stdbool.h>
#include <stdint.h>

#include "job.h"
#include "target.h"

struct db;
struct rows;

struct job_row {
	int64_t id, submission, run;
	struct job job;
	int64_t person;		/* in the CRM, if known; 0 = not */
	char method[16];	/* how: email, list, name, chosen; "" */
};

/* Which ones are asked for. */
struct jobs_asked {
	enum target target;
	int64_t owner;		/* crm_accounts.id, 0 = those without one;
				   of other targets projects.id */
	int64_t now;		/* due until then */
	int64_t due_since;	/* and since then, its first time, too */
	bool newest;		/* the newest first; else the oldest */
	bool only_off;		/* only those of projects with the CRM off */
};

/* How a job ended, or was put back. */
struct job_end {
	struct job next;
	const char *reason;		/* or NULL */
	int64_t person;			/* 0 = not known */
	const char *method;		/* or NULL */
	const char *candidates;		/* JSON, or NULL */
	const char *class, *error;	/* or NULL */
	int64_t now;
};

/*
 * The next due job of an owner.  A job that is tried or about to be holds
 * back later ones of its person and account; no other state does (DESIGN
 * 11), nor does a project that is off.
 */
bool jobs_next(struct db *db, const struct jobs_asked *asked,
    struct job_row *out, bool *found);

/* For a dry run: the next one due after that one, held back or not. */
bool jobs_after(struct db *db, const struct jobs_asked *asked,
    const struct job_row *last, struct job_row *out, bool *found);

/*
 * Compare and set; `taken` is false if the job left its state meanwhile.  A
 * lead from before its project had an account is the account's from now on.
 */
struct job_claim {
	int64_t run;
	int64_t account;	/* crm_accounts.id, 0 = none */
};
bool jobs_claim(struct db *db, struct job_row *row,
    const struct job_claim *claim, bool *taken);

/* `kept` is false if somebody cancelled or erased it while it was sent. */
bool jobs_settle(struct db *db, const struct job_row *row,
    const struct job_end *end, bool *kept);

/* One that was being sent by a run that is dead. */
bool jobs_orphan(struct db *db, struct job_row *out, bool *found);

/* The row of a query with the columns of SQL_JOB_NEXT; ends it. */
bool jobs_take_row(struct rows *rows, struct job_row *out, bool *found);

#endif
