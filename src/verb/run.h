/* run: what the accounts' parts of one run share. */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "attempts.h"
#include "clock.h"

struct config;
struct db;
struct secrets;
struct wire;

struct run {
	struct db *db;
	struct wire *wire;
	const struct config *config;
	const struct secrets *secrets;
	struct clock clock;
	struct arena arena;		/* of the run: accounts and maps */
	struct arena job_arena;
	int64_t id;			/* sync_runs.id */
	int64_t deadline, until;	/* steady ms: no claim after it, of the
					   run; of the owner at hand */
	bool dry;			/* tells, and changes nothing */
	bool quiet;
	/* what came of it */
	struct run_figures figures;
	bool token_refused, misconfigured, troubled;
	bool cut_short;			/* somebody's time was not enough */
};

#endif
