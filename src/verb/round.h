/* round: one owner's part of a run. */
#ifndef ROUND_H
#define ROUND_H

#include <stdbool.h>

struct desk;
struct run;
struct walled;

/* Whether anything is due to them: else their desk need not be opened. */
bool round_due(struct run *run, const struct walled *whose, bool *found);

/*
 * Delivers what is due at the desk.  What stands in its way is logged and
 * leaves the jobs as they are, except those of projects with the CRM off.
 * False when the database failed: the run is over.
 */
bool round_go(struct desk *desk);

/* The jobs that a dead run was sending: to be looked at, then repeated. */
bool round_adopt(struct run *run);

#endif
