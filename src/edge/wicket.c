#include "wicket.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "config.h"
#include "exchange.h"
#include "intake.h"
#include "line.h"
#include "log.h"
#include "request.h"

enum { NAP_MS = 20 };

/* One process behind its wicket. */
struct sitting {
	struct wicket *wicket;
	struct line *line;
	struct exchange *exchange;	/* followed by its arena */
	char *answer;			/* WICKET_ANSWER_MAX bytes */
	char room[BODY_MAX + 2];	/* of a request's body */
};

/* get_up in any case; false: the process has to end. */
static bool
sit_down(struct sitting *sitting, int listening)
{
	if (!line_library_open())
		return false;
	/* touched only as far as answers need it */
	sitting->exchange = calloc(1, sizeof(*sitting->exchange) +
	    WICKET_ARENA);
	sitting->answer = calloc(1, WICKET_ANSWER_MAX);
	sitting->line = line_open(listening);
	if (sitting->exchange == NULL || sitting->answer == NULL ||
	    sitting->line == NULL)
		return false;
	arena_init(&sitting->exchange->arena, sitting->exchange + 1,
	    WICKET_ARENA);
	sitting->exchange->line = sitting->line;
	return true;
}

static void
get_up(struct sitting *sitting)
{
	free(sitting->exchange);
	free(sitting->answer);
}

/*
 * Takes the body of somebody who is turned away: else Apache would answer an
 * error of its own.  Who lets us wait for it is waited for a few times only,
 * counted as wrong keys are: that keeps nobody else of the network out.
 */
static void
turn_away(struct sitting *sitting)
{
	struct limiter *const limiter = sitting->wicket->limiter;
	const struct request *const request = &sitting->exchange->request;
	const struct allowance left = limiter_look(limiter, LIMIT_LOGINS,
	    &request->client, LOGINS_PER_MINUTE, request->received);

	if (!line_drain(sitting->line, left.allowed ? DRAIN_MS
	    : DRAIN_AT_ONCE_MS) && left.allowed)
		(void)limiter_take(limiter, LIMIT_LOGINS, &request->client,
		    LOGINS_PER_MINUTE, request->received);
}

/*
 * The body, if one is to come; false with the answer prepared.  A network
 * whose bodies are late would hold all processes by a few of them.
 */
static bool
take_body(struct sitting *sitting)
{
	struct limiter *const limiter = sitting->wicket->limiter;
	struct request *const request = &sitting->exchange->request;
	struct response *const response = &sitting->exchange->response;
	bool whole = false;

	/* by HTTP/2 one may come without its length */
	if ((request->content_length > 0 || request->method == METHOD_POST) &&
	    !intake_may_bring(limiter, request, response))
		(void)line_drain(sitting->line, DRAIN_AT_ONCE_MS);
	else
		whole = intake_body(limiter, sitting->line, request,
		    response, sitting->room) == BODY_WHOLE;
	response->inside = true;
	/* that is the collector's word */
	response->verdict = VERDICT_NONE;
	return whole;
}

/* Prepares the answer or sends it; false = end. */
static bool
attend(struct sitting *sitting)
{
	struct wicket *const wicket = sitting->wicket;
	bool admitted, good = wicket->admit(wicket->context,
	    sitting->exchange, &admitted);

	if (!admitted)
		turn_away(sitting);
	else if (good && take_body(sitting))
		good = wicket->answer(wicket->context, sitting->exchange);
	return good;
}

/* One request that has been accepted; false = end. */
static bool
serve(struct sitting *sitting)
{
	struct wicket *const wicket = sitting->wicket;
	struct exchange *const exchange = sitting->exchange;

	arena_reset(&exchange->arena);
	request_read(line_variables(sitting->line), wicket->config,
	    clock_now(wicket->clock), &exchange->request);
	response_reset(&exchange->response);
	str_init(&exchange->response.body, sitting->answer,
	    WICKET_ANSWER_MAX);
	exchange->response.inside = true;
	line_patience(sitting->line, STALL_MS);
	const bool good = attend(sitting);
	if (!exchange->response.streamed)
		line_answer(sitting->line, &exchange->request,
		    &exchange->response);
	else if (exchange->response.broken_off)
		line_break(sitting->line);
	else
		line_end(sitting->line);
	return good;
}

static bool
told_to_stop(void)
{
	const struct timespec at_once = { 0 };
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	return sigtimedwait(&stop, NULL, &at_once) > 0;
}

bool
wicket_serve(struct wicket *wicket, int listening)
{
	struct sitting sitting = { .wicket = wicket };
	bool good = sit_down(&sitting, listening);
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	line_wake(listening);
	while (good && !told_to_stop()) {
		switch (line_accept(sitting.line)) {
		case ACCEPTED:
			good = serve(&sitting);
			break;
		case ACCEPT_NOTHING:
			break;
		case ACCEPT_LATER:
			clock_nap(NAP_MS);
			break;
		default:
			log_error("cannot accept any more: %s",
			    strerror(errno));
			good = false;
		}
	}
	get_up(&sitting);
	return good;
}

bool
wicket_serve_cgi(struct wicket *wicket)
{
	struct sitting sitting = { .wicket = wicket };
	const bool good = sit_down(&sitting, -1) && serve(&sitting);

	get_up(&sitting);
	return good;
}
