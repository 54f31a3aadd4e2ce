#include "deliver.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bounds.h"
#include "classify.h"
#include "config.h"
#include "db.h"
#include "log.h"
#include "moves.h"
#include "purge.h"
#include "round.h"
#include "run.h"
#include "sections.h"
#include "sync_lock.h"
#include "tour.h"
#include "transaction.h"
#include "wire.h"

struct deliverer {
	struct run run;
	int lock;			/* -1 = none */
	char memory[SYNC_ARENA];	/* of the run */
	char job_memory[SYNC_ARENA];
};

struct deliverer *
deliver_open(struct db *db, const struct deliver_options *options)
{
	struct deliverer *deliverer = malloc(sizeof(*deliverer));
	struct wire *const wire = wire_open(options->config->crm_ca);

	if (deliverer == NULL || wire == NULL) {
		wire_close(wire);
		free(deliverer);
		return NULL;
	}
	deliverer->lock = -1;
	deliverer->run = (struct run){ .db = db, .wire = wire,
		.config = options->config, .secrets = options->secrets,
		.clock = clock_open(), .dry = options->dry_run,
		.quiet = options->quiet };
	arena_init(&deliverer->run.arena, deliverer->memory, SYNC_ARENA);
	arena_init(&deliverer->run.job_arena, deliverer->job_memory,
	    SYNC_ARENA);
	return deliverer;
}

void
deliver_close(struct deliverer *deliverer)
{
	if (deliverer == NULL)
		return;
	wire_close(deliverer->run.wire);
	if (deliverer->lock >= 0)
		close(deliverer->lock);
	free(deliverer);
}

/* A timer of its own: SIGALRM and its timer belong to the turnstile. */
static bool
limit_time(struct run *run)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGTERM };
	const struct itimerspec limit = { .it_value.tv_sec = RUN_HARD_S };
	timer_t timer;

	run->deadline = clock_steady() + RUN_SOFT_S * 1000;
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 &&
	    timer_settime(timer, 0, &limit, NULL) == 0)
		return true;
	log_error("cannot limit the time of this run: %s", strerror(errno));
	return false;
}

/* One transaction: the run's row, and what the run before left behind. */
static bool
begin(struct run *run)
{
	if (!db_begin(run->db, SYNC_LOCK_WAIT_MS))
		return false;
	const int64_t now = clock_now(&run->clock);
	if (runs_begin(run->db, now, &run->id) &&
	    moves_from_future(run->db, now) && round_adopt(run))
		return db_commit(run->db);
	db_rollback(run->db);
	return false;
}

/* Upkeep that must not keep leads from being delivered. */
static void
tidy(struct run *run)
{
	int count;

	if (!purge_suspects(run->db, clock_now(&run->clock), &count)) {
		log_error("suspects that are too old could not be erased");
		run->troubled = true;
	} else if (count > 0 && !run->quiet)
		log_info("erased %d suspects of more than %d days", count,
		    SUSPECT_DAYS);
}

static bool
end(struct run *run)
{
	const char *const reason = run->cut_short ? "time"
	    : run->token_refused ? "token"
	    : run->misconfigured ? "config"
	    : run->troubled ? "trouble" : "done";
	const struct run_figures *const figures = &run->figures;

	if (!db_begin(run->db, SYNC_LOCK_WAIT_MS))
		return false;
	if (!runs_end(run->db, run->id, clock_now(&run->clock), reason,
	    figures)) {
		db_rollback(run->db);
		return false;
	}
	if (!run->quiet)
		log_info("run %lld: %s: %lld leads, %lld applied, %lld"
		    " failed, %lld calls, %lld tokens", (long long)run->id,
		    reason, (long long)figures->claimed,
		    (long long)figures->applied, (long long)figures->failed,
		    (long long)figures->calls, (long long)figures->tokens);
	return db_commit(run->db);
}

static enum delivered
judge(const struct run *run)
{
	if (run->token_refused)
		return DELIVER_TOKEN;
	if (run->misconfigured)
		return DELIVER_CONFIG;
	return run->troubled ? DELIVER_LATER : DELIVERED;
}

/* A section that is nobody's: nothing is touched before it is mended. */
static bool
check_secrets(struct run *run)
{
	char problem[512];
	bool known;

	if (!sections_check(run->db, &run->arena, run->config, &known,
	    problem, sizeof(problem)))
		return false;
	if (!known)
		log_error("%s", problem);
	return known;
}

enum delivered
deliver_run(struct deliverer *deliverer)
{
	struct run *const run = &deliverer->run;

	if (!limit_time(run))
		return DELIVER_LATER;
	if (run->dry)
		return tour_go(run) ? judge(run) : DELIVER_LATER;
	if (!check_secrets(run))
		return DELIVER_CONFIG;
	const enum sync_lock lock = sync_lock_take(run->config,
	    &deliverer->lock);
	if (lock == SYNC_BUSY && !run->quiet)
		log_info("busy: another run is at it");
	if (lock != SYNC_LOCKED)
		return lock == SYNC_BUSY ? DELIVERED : DELIVER_CONFIG;
	if (!begin(run) || !classify_agents(run))
		return DELIVER_LATER;
	tidy(run);
	if (!tour_go(run) || !end(run))
		return DELIVER_LATER;
	if (db_wal_pages(run->db) > CHECKPOINT_PAGES)
		(void)db_checkpoint(run->db, SYNC_LOCK_WAIT_MS,
		    DB_KEEP_LOG);
	return judge(run);
}
