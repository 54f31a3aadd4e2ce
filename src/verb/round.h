/* round: one account's part of a run. */
#ifndef ROUND_H
#define ROUND_H

#include <stdbool.h>

struct account;
struct run;

/*
 * Delivers what is due to the account (id 0: what is due to none).  What
 * stands in its way is logged and leaves its jobs as they are, except those
 * of projects with the CRM off.  False when the database failed: the run is
 * over.
 */
bool round_go(struct run *run, const struct account *account);

/* The jobs that a dead run was sending: to be looked at, then repeated. */
bool round_adopt(struct run *run);

#endif
