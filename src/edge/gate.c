#include "gate.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "config.h"
#include "db.h"
#include "intake.h"
#include "line.h"
#include "log.h"
#include "rejects.h"

/* One process that serves. */
struct serving {
	struct gate *gate;
	struct db *db;
	int listening;
	pthread_mutex_t mutex;
	struct exchange *idle;		/* last used first: warm memory */
	pthread_mutex_t noting;
	struct rejects rejects;
	atomic_int readers;
	_Atomic int64_t stop_at;	/* steady ms, 0 = serving */
	_Atomic int64_t said_later;	/* steady ms */
	atomic_bool broken;
};

enum { STOP_READERS_MS = 300, STOP_ALL_MS = 900, NAP_MS = 20,
	WATCH_MS = 200, SAY_MS = 1000 };

static struct exchange *
take_exchange(struct serving *serving)
{
	struct exchange *exchange;

	pthread_mutex_lock(&serving->mutex);
	exchange = serving->idle;
	if (exchange != NULL)
		serving->idle = exchange->next;
	pthread_mutex_unlock(&serving->mutex);
	return exchange;
}

static void
give_exchange(struct serving *serving, struct exchange *exchange)
{
	arena_reset(&exchange->arena);
	pthread_mutex_lock(&serving->mutex);
	exchange->next = serving->idle;
	serving->idle = exchange;
	pthread_mutex_unlock(&serving->mutex);
}

/* An answer that took no commit. */
static void
count(struct serving *serving, const struct request *request,
    const struct response *response)
{
	struct reject reject;

	atomic_fetch_add_explicit(&serving->gate->refused[response->verdict],
	    1, memory_order_relaxed);
	if (!reject_of(request, response, &reject))
		return;
	pthread_mutex_lock(&serving->noting);
	rejects_note(&serving->rejects, &reject);
	pthread_mutex_unlock(&serving->noting);
}

void
gate_take_rejects(struct gate *gate, struct rejects *out)
{
	struct serving *serving = gate->hooks.way;

	pthread_mutex_lock(&serving->noting);
	rejects_move(&serving->rejects, out);
	pthread_mutex_unlock(&serving->noting);
}

static void
send_answer(void *context, struct exchange *exchange)
{
	line_answer(exchange->line, &exchange->request, &exchange->response);
	give_exchange(context, exchange);
}

static void
make_busy(void *context, struct exchange *exchange)
{
	route_busy(&exchange->response);
	/* /health in trouble is no hit */
	if (exchange->work == NULL)
		exchange->response.verdict = VERDICT_NONE;
	count(context, &exchange->request, &exchange->response);
}

/* Moves the request into an exchange; the line changes places. */
static struct exchange *
enter(struct serving *serving, struct line **line,
    const struct request *request)
{
	struct exchange *exchange = take_exchange(serving);
	struct line *spare;

	if (exchange == NULL)
		return NULL;
	spare = exchange->line;
	exchange->line = *line;
	*line = spare;
	exchange->request = *request;
	exchange->request.body = arena_copy(&exchange->arena, request->body,
	    request->body_size);
	exchange->queued = clock_steady();
	response_reset(&exchange->response);
	return exchange;
}

static void
dispatch(struct serving *serving, const struct route *route,
    struct exchange *exchange, const struct allowance *hits)
{
	exchange->response.image = route->image;
	intake_say_limit(&exchange->response, hits);
	if (!route->read(serving->gate->context, exchange)) {
		count(serving, &exchange->request, &exchange->response);
		send_answer(serving, exchange);
	} else if (serving->gate->committer != NULL)
		committer_put(serving->gate->committer, exchange);
	else if (!committer_once(serving->db, &serving->gate->hooks,
	    exchange))
		atomic_store(&serving->broken, true);
}

/* One request that has been accepted, up to its answer or the queue. */
static void
serve(struct serving *serving, struct line **line, char *room)
{
	struct request request;
	struct response response;
	struct allowance hits;
	struct exchange *exchange;
	const struct route *route = intake(serving->gate, *line, &request,
	    &response, &hits, room);

	if (route != NULL) {
		exchange = enter(serving, line, &request);
		if (exchange != NULL) {
			dispatch(serving, route, exchange, &hits);
			return;
		}
		response.image = route->image;
		route_busy(&response);
	}
	count(serving, &request, &response);
	line_answer(*line, &request, &response);
}

static bool
is_over(struct serving *serving)
{
	int64_t stop_at = atomic_load(&serving->stop_at);

	return stop_at != 0 && clock_steady() >= stop_at;
}

/* Hundreds of readers meet it fifty times a second: one line will do. */
static void
say_later(struct serving *serving, int error)
{
	int64_t now = clock_steady();
	int64_t last = atomic_load(&serving->said_later);

	if (now - last >= SAY_MS && atomic_compare_exchange_strong(
	    &serving->said_later, &last, now))
		log_warn("cannot accept now: %s", strerror(error));
}

/* False when this reader has to end. */
static bool
serve_next(struct serving *serving, struct line **line, char *room)
{
	switch (line_accept(*line)) {
	case ACCEPTED:
		serve(serving, line, room);
		return !is_over(serving);
	case ACCEPT_NOTHING:
		return atomic_load(&serving->stop_at) == 0;
	case ACCEPT_LATER:
		say_later(serving, errno);
		clock_nap(NAP_MS);
		return !is_over(serving);
	default:
		log_error("cannot accept any more: %s", strerror(errno));
		atomic_store(&serving->broken, true);
		return false;
	}
}

static void *
read_requests(void *context)
{
	struct serving *serving = context;
	struct line *line = line_open(serving->listening);
	char room[BODY_MAX + 2];

	while (line != NULL && serve_next(serving, &line, room))
		;
	atomic_fetch_sub(&serving->readers, 1);
	return NULL;
}

static bool
start_readers(struct serving *serving, int64_t count)
{
	pthread_attr_t attributes;
	pthread_t thread;
	int code = 0;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, READER_STACK);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	for (int64_t i = 0; i < count && code == 0; i++) {
		atomic_fetch_add(&serving->readers, 1);
		code = pthread_create(&thread, &attributes, read_requests,
		    serving);
	}
	pthread_attr_destroy(&attributes);
	if (code != 0)
		log_error("cannot start reader threads: %s", strerror(code));
	return code == 0;
}

static bool
make_exchanges(struct serving *serving, int count)
{
	for (int i = 0; i < count; i++) {
		struct exchange *exchange = calloc(1, sizeof(*exchange) +
		    EXCHANGE_ARENA);

		if (exchange == NULL)
			return false;
		arena_init(&exchange->arena, exchange + 1, EXCHANGE_ARENA);
		exchange->line = line_open(serving->listening);
		if (exchange->line == NULL)
			return false;
		give_exchange(serving, exchange);
	}
	return true;
}

static bool
set_up(struct serving *serving, struct gate *gate, int listening,
    int exchanges)
{
	*serving = (struct serving){ .gate = gate, .listening = listening };
	pthread_mutex_init(&serving->mutex, NULL);
	pthread_mutex_init(&serving->noting, NULL);
	gate->hooks.verb = gate->context;
	gate->hooks.way = serving;
	gate->hooks.busy = make_busy;
	gate->hooks.answer = send_answer;
	return line_library_open() && make_exchanges(serving, exchanges) &&
	    (gate->open == NULL || gate->open(gate->context, &serving->db));
}

static bool
start_committer(struct serving *serving)
{
	struct gate *gate = serving->gate;

	if (serving->db == NULL)
		return true;
	gate->committer = committer_open(serving->db, &gate->hooks);
	return gate->committer != NULL && committer_start(gate->committer);
}

/* What ends us; blocked, so that it is asked for and nothing else. */
static void
stop_signals(sigset_t *stop)
{
	sigemptyset(stop);
	sigaddset(stop, SIGTERM);
	sigaddset(stop, SIGINT);
}

static bool
told_to_stop(int64_t wait_ms)
{
	struct timespec pause = { .tv_nsec = (long)wait_ms * 1000000 };
	sigset_t stop;

	stop_signals(&stop);
	return sigtimedwait(&stop, NULL, &pause) > 0;
}

/* Until SIGTERM (true) or something that ends the process (false). */
static bool
watch(struct serving *serving)
{
	for (;;) {
		if (told_to_stop(WATCH_MS))
			return true;
		if (atomic_load(&serving->broken) ||
		    (serving->gate->committer != NULL &&
		    committer_broken(serving->gate->committer)))
			return false;
	}
}

/* Lets readers finish; one that hangs on a slow body is left behind. */
static void
wind_up(struct serving *serving)
{
	int64_t end = clock_steady() + STOP_ALL_MS;

	atomic_store(&serving->stop_at, clock_steady() + STOP_READERS_MS);
	while (atomic_load(&serving->readers) > 0 && clock_steady() < end)
		clock_nap(5);
	if (serving->gate->committer != NULL)
		committer_stop(serving->gate->committer);
}

bool
gate_serve(struct gate *gate, int listening, void (*ready)(void *),
    void *context)
{
	struct serving serving;
	bool good;

	line_wake(listening);
	/* hundreds of threads must not have a heap each */
	mallopt(M_ARENA_MAX, 2);
	if (!set_up(&serving, gate, listening, EXCHANGES_MAX) ||
	    !start_committer(&serving) ||
	    !start_readers(&serving, gate->config->readers))
		return false;
	ready(context);
	good = watch(&serving);
	wind_up(&serving);
	db_close(serving.db);
	return good;
}

/* Counters of what was refused go to their table; the process ends. */
static void
wind_up_single(struct serving *serving)
{
	if (serving->db != NULL && !atomic_load(&serving->broken))
		serving->gate->end(serving->gate->context, serving->db);
	db_close(serving->db);
}

bool
gate_serve_single(struct gate *gate)
{
	struct serving serving;
	char room[BODY_MAX + 2];
	struct line *line = NULL;
	int64_t due = 0;
	sigset_t stop;

	stop_signals(&stop);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	line_wake(0);
	if (set_up(&serving, gate, 0, 1))
		line = line_open(0);
	while (line != NULL && !atomic_load(&serving.broken) &&
	    serve_next(&serving, &line, room) && !told_to_stop(0))
		if (serving.db != NULL && clock_steady() >= due) {
			gate->hooks.tick(gate->context, serving.db);
			due = clock_steady() + SETTINGS_LOOK_MS;
		}
	wind_up_single(&serving);
	return line != NULL && !atomic_load(&serving.broken);
}

bool
gate_serve_cgi(struct gate *gate)
{
	struct serving serving;
	char room[BODY_MAX + 2];
	struct line *line = NULL;

	if (set_up(&serving, gate, -1, 1))
		line = line_open(-1);
	if (line != NULL)
		serve(&serving, &line, room);
	wind_up_single(&serving);
	return line != NULL;
}
