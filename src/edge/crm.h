/* crm: Pipedrive's API v2, the calls we need. */
#ifndef CRM_H
#define CRM_H

#include <stdbool.h>
#include <stdint.h>

#include "bounds.h"
#include "job.h"
#include "match.h"

struct crm;
struct json;
struct wire;

/* What an account is reached by. */
struct crm_access {
	const char *origin;		/* https://127.0.0.1:PORT, or "" */
	const char *domain;		/* "acme" of acme.pipedrive.com */
	const char *token;		/* goes into a header, nowhere else */
	bool paced;			/* false counts with an origin only */
};

enum crm_operation {
	CRM_SEARCH,			/* persons by term */
	CRM_GET, CRM_PATCH,		/* one person */
	CRM_LIST,			/* persons changed since */
	CRM_FIELDS,			/* all person fields */
	CRM_FIELD,			/* one: the cheapest call there is */
	CRM_FIELD_ADD,
	CRM_ME				/* whose token it is */
};


struct crm_call {
	enum crm_operation operation;
	enum match_by by;			/* CRM_SEARCH */
	const char *term;
	bool exact;
	const char *cursor;		/* of the page before, or NULL */
	int64_t person;			/* CRM_GET, CRM_PATCH */
	const char *since;		/* CRM_LIST: 2026-01-31T00:00Z */
	const char *key;		/* CRM_LIST, CRM_FIELD: of a field */
	const char *body;		/* of what writes; else NULL */
};

struct crm_answer {
	enum job_event event;		/* the class: EVENT_OK to _REFUSED */
	int status;			/* HTTP, 0 = no answer */
	int64_t wait_ms;		/* asked for, 0 = not */
	int64_t day_limit, day_left;	/* the company's tokens; -1 = ? */
	const struct json *data;	/* of EVENT_OK, until the next call */
	char cursor[256];		/* of the next page, "" = the last */
	char correlation_id[64];	/* for the vendor's support */
	char excerpt[EXCERPT_MAX];	/* of a failure: no personal data */
};

/* NULL with a log line when the access leads outside Pipedrive. */
struct crm *crm_open(struct wire *wire, const struct crm_access *access);
void crm_close(struct crm *crm);

/*
 * One call, after the pause that keeps us within CRM_WINDOW_*.  EVENT_OK
 * means: success, and `data` is what was asked for (a person: with that id and,
 * of CRM_GET, custom fields; a PATCH may answer 204 without data).  Reference
 * pipedrive 1-6.
 */
void crm_do(struct crm *crm, const struct crm_call *call,
    struct crm_answer *answer);

/* "search", "search_phone", "patch"; and what it costs of the day's budget. */
const char *crm_call_name(const struct crm_call *call);
int64_t crm_tokens(enum crm_operation operation);

#endif
