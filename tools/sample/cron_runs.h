/* cron_runs: the runs of the sync that a history would have had. */
#ifndef CRON_RUNS_H
#define CRON_RUNS_H

#include <stdbool.h>
#include <stdint.h>

#include "attempts.h"

struct db;

/* Only runs that had something to do: half a million others say nothing. */
struct cron_runs {
	int64_t id;			/* of the latest, 0 = none yet */
	int64_t started, now;		/* its clock goes on with each call */
	struct run_figures figures;
};

/* The run that finds what is due then: the latest one or a later one. */
bool cron_runs_find(struct cron_runs *runs, struct db *db, int64_t due);

/* Ends the latest as it stands; once more when more has come to it. */
bool cron_runs_save(const struct cron_runs *runs, struct db *db);

#endif
