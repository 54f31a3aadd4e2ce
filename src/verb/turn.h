/* turn: one job's way through a round: claimed, applied, settled. */
#ifndef TURN_H
#define TURN_H

#include <stdbool.h>

#include "apply.h"
#include "job_lead.h"
#include "jobs.h"

struct desk;
struct run;

struct turn {
	struct desk *desk;		/* given */
	struct job_row row;		/* given: the job */
	struct job_lead lead;
	struct caller caller;
	struct applied applied;
	struct job_end end;
};

/*
 * Three kinds of transactions, none of them open during a call: the claim,
 * each call's intent, the end.  A job that somebody else changed meanwhile is
 * left to them.  False when the database failed.
 */
bool turn_deliver(struct turn *turn);

/* Tells what a delivery would do; no row and nothing in the CRM changes. */
bool turn_preview(struct turn *turn);

/* A job that a dead run was sending: to be looked at, then repeated. */
bool turn_adopt(struct run *run, const struct job_row *row);

#endif
