#include "health.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "arena.h"
#include "clock.h"
#include "collect.h"
#include "config.h"
#include "db.h"
#include "exchange.h"
#include "gate.h"
#include "json.h"
#include "keys.h"
#include "limiter.h"
#include "request.h"
#include "route.h"
#include "status.h"

enum { FRESH_MS = 5000 };

static void
say_status(const struct health *health, struct str *out)
{
	json_add_text(out, "status", atomic_load(&health->degraded)
	    ? "degraded" : "ok");
}

static void
say_short(const struct health *health, struct response *response)
{
	response->type = "application/json";
	json_open(&response->body, NULL, '{');
	say_status(health, &response->body);
	json_close(&response->body, '}');
}

/* Who guesses keys has as many tries as hits, and then none. */
static bool
brings_key(const struct collector *collector, struct request *request)
{
	if (request_key(request) != NULL && limiter_take(collector->limiter,
	    LIMIT_HITS, &request->client,
	    collector->config->hits_per_minute, request->received).allowed)
		return true;
	request->authorization = request->api_key = "";
	return false;
}

static bool
is_stale(const struct health *health)
{
	const int64_t looked = atomic_load(&health->looked);

	return looked == 0 || clock_steady() - looked > FRESH_MS;
}

bool
health_read(void *context, struct exchange *exchange)
{
	struct collector *collector = context;
	struct committer *committer = collector->gate->committer;
	const bool with_key = brings_key(collector, &exchange->request);
	int64_t when;
	bool good;

	exchange->work = NULL;
	if (committer == NULL)
		return true;
	committer_last(committer, &when, &good);
	if (!good && clock_steady() - when <= FRESH_MS) {
		route_busy(&exchange->response);
		exchange->response.verdict = VERDICT_NONE;
		return false;
	}
	if (with_key || is_stale(&collector->health))
		return true;
	say_short(&collector->health, &exchange->response);
	return false;
}

static bool
look(struct collector *collector, struct db *db, int64_t now)
{
	struct health *health = &collector->health;
	struct status status;

	arena_reset(&collector->scratch);
	if (!db_do(db, SQL_PROBE) || !status_watch(db, &collector->scratch,
	    collector->config, now, &status))
		return false;
	health->looking = true;
	health->oldest_due = status.figures.oldest_due;
	health->run_started = status.figures.run.started;
	health->run_ended = status.figures.run.ended;
	snprintf(health->run_reason, sizeof(health->run_reason), "%s",
	    status.figures.run.reason == NULL ? ""
	    : status.figures.run.reason);
	health->faults = 0;
	for (const struct fault *fault = status.faults;
	    fault != NULL; fault = fault->next)
		health->faults++;
	atomic_store(&health->degraded, status.level != STATUS_WELL);
	return true;
}

/* Seconds since a moment, null without one. */
static void
add_age(struct str *out, const char *name, int64_t ms, int64_t now)
{
	if (ms == 0)
		json_add_null(out, name);
	else
		json_add_int(out, name, now > ms ? (now - ms) / 1000 : 0);
}

static void
say_all(const struct health *health, struct exchange *exchange)
{
	const int64_t now = exchange->request.received;
	const int64_t steady = clock_steady();
	struct str *out = &exchange->response.body;

	exchange->response.type = "application/json";
	json_open(out, NULL, '{');
	say_status(health, out);
	json_add_int(out, "faults", health->faults);
	json_open(out, "database", '{');
	add_age(out, "written_age_s", health->looking ? steady
	    : atomic_load(&health->looked), steady);
	json_close(out, '}');
	json_open(out, "queue", '{');
	add_age(out, "oldest_due_age_s", health->oldest_due, now);
	json_close(out, '}');
	json_open(out, "sync", '{');
	add_age(out, "started_age_s", health->run_started, now);
	add_age(out, "ended_age_s", health->run_ended, now);
	json_add_text(out, "exit_reason", health->run_reason[0] == '\0'
	    ? NULL : health->run_reason);
	json_close(out, '}');
	/* null until there are backups */
	json_open(out, "backup", '{');
	add_age(out, "age_s", 0, now);
	json_close(out, '}');
	json_close(out, '}');
}

enum saved
health_save(struct collector *collector, struct db *db,
    struct exchange *exchange)
{
	struct health *health = &collector->health;
	const char *key = request_key(&exchange->request);
	const struct key_found *known = NULL;

	if (!health->looking && is_stale(health) && !look(collector, db,
	    exchange->request.received))
		return SAVE_FAILED;
	if (key != NULL && !keys_find(db, &exchange->arena, key, &known))
		return SAVE_FAILED;
	if (known != NULL)
		say_all(health, exchange);
	else
		say_short(health, &exchange->response);
	return SAVED;
}

void
health_done(struct health *health)
{
	if (health->looking)
		atomic_store(&health->looked, clock_steady());
	health->looking = false;
}

void
health_undone(struct health *health)
{
	health->looking = false;
}
