#include "committer.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "bounds.h"
#include "clock.h"
#include "db.h"
#include "exchange.h"
#include "log.h"
#include "transaction.h"

struct committer {
	struct db *db;
	struct committer_hooks hooks;
	pthread_t thread;
	pthread_mutex_t mutex;		/* the four below */
	pthread_cond_t wake;
	struct exchange *first, **end;
	bool sleeping, stopping;
	_Atomic int64_t last_when;
	atomic_bool last_good, broken;
};

struct committer *
committer_open(struct db *db, const struct committer_hooks *hooks)
{
	struct committer *committer = calloc(1, sizeof(*committer));
	pthread_condattr_t steady;

	if (committer == NULL)
		return NULL;
	committer->db = db;
	committer->hooks = *hooks;
	committer->end = &committer->first;
	pthread_mutex_init(&committer->mutex, NULL);
	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
	pthread_cond_init(&committer->wake, &steady);
	atomic_store(&committer->last_when, clock_steady());
	atomic_store(&committer->last_good, true);
	return committer;
}

void
committer_put(struct committer *committer, struct exchange *exchange)
{
	exchange->next = NULL;
	pthread_mutex_lock(&committer->mutex);
	*committer->end = exchange;
	committer->end = &exchange->next;
	if (committer->sleeping)
		pthread_cond_signal(&committer->wake);
	pthread_mutex_unlock(&committer->mutex);
}

/* Until something waits, the tick is due, or it is time to stop. */
static void
sleep_until(struct committer *committer, int64_t steady_ms)
{
	struct timespec at = { .tv_sec = steady_ms / 1000,
		.tv_nsec = steady_ms % 1000 * 1000000 };
	int code = 0;

	committer->sleeping = true;
	while (committer->first == NULL && !committer->stopping && code == 0)
		code = pthread_cond_timedwait(&committer->wake,
		    &committer->mutex, &at);
	committer->sleeping = false;
}

/* At most BATCH_MAX from the queue, in order. */
static struct exchange *
take_batch(struct committer *committer, int64_t wait_until)
{
	struct exchange *batch, *last;

	pthread_mutex_lock(&committer->mutex);
	if (committer->first == NULL && !committer->stopping)
		sleep_until(committer, wait_until);
	batch = last = committer->first;
	for (int n = 1; last != NULL && last->next != NULL && n < BATCH_MAX;
	    n++)
		last = last->next;
	if (last != NULL) {
		committer->first = last->next;
		last->next = NULL;
		if (committer->first == NULL)
			committer->end = &committer->first;
	}
	pthread_mutex_unlock(&committer->mutex);
	return batch;
}

static void
answer_all(const struct committer_hooks *hooks, struct exchange *batch)
{
	while (batch != NULL) {
		struct exchange *next = batch->next;

		hooks->answer(hooks->way, batch);
		batch = next;
	}
}

static void
all_busy(const struct committer_hooks *hooks, struct exchange *batch)
{
	for (; batch != NULL; batch = batch->next)
		hooks->busy(hooks->way, batch);
}

/* Those whose client has waited too long to be told "stored". */
static struct exchange *
drop_late(const struct committer_hooks *hooks, struct exchange *batch)
{
	int64_t oldest = clock_steady() - QUEUE_MS;

	while (batch != NULL && batch->queued < oldest) {
		struct exchange *next = batch->next;

		hooks->busy(hooks->way, batch);
		hooks->answer(hooks->way, batch);
		batch = next;
	}
	return batch;
}

enum saved
committer_blame(struct db *db, const char *what)
{
	if (db_trouble(db) == DB_FINE)
		log_error("no room to write %s; it is refused", what);
	return db_trouble(db) == DB_FINE || db_trouble(db) == DB_REFUSED
	    ? SAVE_REFUSED : SAVE_FAILED;
}

/* All of the batch in the open transaction; a refused one ends the try. */
static enum saved
save_together(struct db *db, const struct committer_hooks *hooks,
    struct exchange *batch)
{
	enum saved saved = SAVED;

	for (; saved == SAVED && batch != NULL; batch = batch->next) {
		batch->head = batch->response.head.size;
		saved = hooks->save(hooks->verb, db, batch);
	}
	return saved;
}

static bool
save_apart(struct db *db, const struct committer_hooks *hooks,
    struct exchange *exchange)
{
	if (!db_save_point(db))
		return false;
	switch (hooks->save(hooks->verb, db, exchange)) {
	case SAVED:
		return db_release(db);
	case SAVE_REFUSED:
		db_undo_to_save_point(db);
		return true;
	default:
		return false;
	}
}

/*
 * One of the batch was refused: all of it once more, each under a savepoint
 * of its own.  Savepoints are not free: SQLite copies each page that a hit
 * touches (a fifth of the writer's time, measured), so they are for this.
 */
static bool
save_each(struct db *db, const struct committer_hooks *hooks,
    struct exchange *batch)
{
	bool good;

	db_rollback(db);
	hooks->undone(hooks->verb);
	good = db_begin(db, LOCK_WAIT_MS);
	for (struct exchange *at = batch; good && at != NULL; at = at->next) {
		response_rewind(&at->response, at->head);
		good = save_apart(db, hooks, at);
	}
	return good;
}

/* All of the batch on disk, or nothing of it acknowledged. */
static bool
commit(struct db *db, const struct committer_hooks *hooks,
    struct exchange *batch)
{
	bool good = db_begin(db, LOCK_WAIT_MS);

	if (!good)
		return false;
	switch (save_together(db, hooks, batch)) {
	case SAVED:
		break;
	case SAVE_REFUSED:
		good = save_each(db, hooks, batch);
		break;
	default:
		good = false;
	}
	if (!good)
		db_rollback(db);
	else
		good = db_commit(db);
	(good ? hooks->done : hooks->undone)(hooks->verb);
	return good;
}

/* After answering: nobody waits for the checkpoint. */
static void
tidy(struct db *db, int pages, enum db_log how)
{
	if (db_wal_pages(db) > pages)
		(void)db_checkpoint(db, LOCK_WAIT_MS, how);
}

static void
work_off(struct committer *committer, struct exchange *batch)
{
	bool good;

	batch = drop_late(&committer->hooks, batch);
	if (batch == NULL)
		return;
	good = commit(committer->db, &committer->hooks, batch);
	if (!good) {
		all_busy(&committer->hooks, batch);
		if (db_trouble(committer->db) == DB_BROKEN)
			atomic_store(&committer->broken, true);
	}
	atomic_store(&committer->last_good, good);
	atomic_store(&committer->last_when, clock_steady());
	answer_all(&committer->hooks, batch);
	tidy(committer->db, CHECKPOINT_PAGES, DB_KEEP_LOG);
}

static bool
is_done(struct committer *committer)
{
	bool done;

	pthread_mutex_lock(&committer->mutex);
	done = committer->stopping && committer->first == NULL;
	pthread_mutex_unlock(&committer->mutex);
	return done;
}

static void *
run(void *context)
{
	struct committer *committer = context;
	int64_t tick = clock_steady() + SETTINGS_LOOK_MS;

	while (!is_done(committer)) {
		struct exchange *batch = take_batch(committer, tick);

		if (batch != NULL)
			work_off(committer, batch);
		if (clock_steady() >= tick) {
			committer->hooks.tick(committer->hooks.verb,
			    committer->db);
			tick = clock_steady() + SETTINGS_LOOK_MS;
		}
	}
	committer->hooks.tick(committer->hooks.verb, committer->db);
	return NULL;
}

bool
committer_start(struct committer *committer)
{
	sigset_t alarm_only, before;
	int code;

	/* SIGALRM belongs to the turnstile, in this thread and no other */
	sigfillset(&alarm_only);
	sigdelset(&alarm_only, SIGALRM);
	pthread_sigmask(SIG_SETMASK, &alarm_only, &before);
	code = pthread_create(&committer->thread, NULL, run, committer);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (code != 0)
		log_error("cannot start the committer: error %d", code);
	return code == 0;
}

void
committer_stop(struct committer *committer)
{
	pthread_mutex_lock(&committer->mutex);
	committer->stopping = true;
	pthread_cond_signal(&committer->wake);
	pthread_mutex_unlock(&committer->mutex);
	pthread_join(committer->thread, NULL);
}

void
committer_last(struct committer *committer, int64_t *when, bool *good)
{
	*when = atomic_load(&committer->last_when);
	*good = atomic_load(&committer->last_good);
}

bool
committer_broken(struct committer *committer)
{
	return atomic_load(&committer->broken);
}

bool
committer_once(struct db *db, const struct committer_hooks *hooks,
    struct exchange *exchange)
{
	bool sound = true;

	exchange->next = NULL;
	if (!commit(db, hooks, exchange)) {
		sound = db_trouble(db) != DB_BROKEN;
		hooks->busy(hooks->way, exchange);
	}
	hooks->answer(hooks->way, exchange);
	if (sound)
		tidy(db, CHECKPOINT_PAGES_ONCE, DB_CUT_LOG);
	return sound;
}
