/* errand: what a command itself has to ask or tell a CRM account. */
#ifndef ERRAND_H
#define ERRAND_H

#include <stdint.h>

#include "budget.h"
#include "edit.h"
#include "job.h"
#include "secrets.h"

struct account;
struct clock;
struct config;
struct crm;
struct crm_answer;
struct crm_call;
struct person_field;
struct wire;

enum errand_end {
	ERRAND_DONE,
	ERRAND_REFUSED,		/* what was asked for, or by Pipedrive */
	ERRAND_CONFIG,		/* token, secrets file, company: ours to mend */
	ERRAND_LATER,		/* busy, no answer, the day is spent */
	ERRAND_FAILED		/* the database; it is in the log */
};

/* The first three are given. */
struct errand {
	const struct editor *editor;	/* `why` says what went wrong */
	const struct config *config;
	const struct clock *clock;
	const struct account *account;
	struct secrets secrets;
	struct wire *wire;
	struct crm *crm;
	int lock;
	struct budget budget;		/* what we spend counts as a run's */
	int64_t tokens;			/* of that, by this command */
	const struct person_field *fields;	/* after errand_fields */
};

/*
 * Finds the account and opens it for calls, under the lock of the runs: while
 * one is going on it is ERRAND_LATER.  errand_close in any case; it writes
 * down what was spent.
 */
enum errand_end errand_open(struct errand *errand, const char *account);
void errand_close(struct errand *errand);

/* One call; where Pipedrive asks for a short pause, once more after it. */
enum errand_end errand_call(struct errand *errand,
    const struct crm_call *call, struct crm_answer *answer);

/* The same of a call that somebody else made; `error` may be NULL. */
enum errand_end errand_judge(const struct errand *errand,
    enum job_event event, const char *error);

/* Tokens that went another way than by errand_call. */
void errand_spend(struct errand *errand, int64_t tokens);

/* Reads and stores the account's fields. */
enum errand_end errand_fields(struct errand *errand);

#endif
