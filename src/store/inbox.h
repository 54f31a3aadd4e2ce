/* inbox: a lead as people look at it, read with all that hangs on them. */
#ifndef INBOX_H
#define INBOX_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/* One call to a target. */
struct inbox_attempt {
	const char *operation;		/* search, get, patch */
	int64_t started, ended, http;	/* ended 0 = unknown, http no answer */
	int64_t tokens;			/* of the budget, 0 = unknown */
	const char *class, *excerpt, *correlation_id;	/* or NULL */
	const struct inbox_attempt *next;
};

/* One delivery; times are ms, 0 = none; text may be NULL. */
struct inbox_job {
	int64_t id;
	const char *target, *state, *reason, *match_method, *candidates;
	int64_t attempts, due, finished, person_id, replays;
	const char *last_class, *last_error;
	const char *domain;		/* of the company it went to */
	const struct inbox_attempt *tries;	/* oldest first */
	const struct inbox_job *next;
};

/* What the visitor did; `type` NULL is a page view. */
struct inbox_event {
	int64_t occurred;
	const char *type, *url, *title;
	const struct inbox_event *next;
};

struct inbox_lead {
	int64_t id, occurred, received;
	const char *lead_id;		/* 32 hexadecimal digits */
	const char *form_id, *form_name, *form_state;
	const char *email, *phone, *first_name, *last_name, *company;
	int consent;			/* 1 given, 0 not, -1 not asked */
	const char *no_history;		/* why only its page is known */
	bool test, truncated, signup;	/* signup: no lead */
	bool complete;			/* nothing changes the record */
	const char *record;		/* JSON */
	int64_t session_id, visitor_id;
	int64_t project_id, account_id;	/* account 0 = none */
	const char *pixel, *pixel_name, *project, *time_zone, *crm;
	const char *account, *domain, *page;	/* page: of the form, or NULL */
	const struct inbox_event *events;	/* of its visit */
	const struct inbox_job *jobs;
};

/* With 40 events of its visit and 40 attempts of each job; NULL = none. */
bool inbox_read(struct db *db, struct arena *arena, int64_t id,
    const struct inbox_lead **out);

/* Its delivery to that target; NULL = none. */
const struct inbox_job *inbox_job_to(const struct inbox_lead *lead,
    const char *target);

/* Puts a job back, due now; *done = it had not left its state. */
bool inbox_requeue(struct db *db, const struct inbox_job *job,
    const char *to, int64_t account_id, int64_t now, bool *done);

#endif
