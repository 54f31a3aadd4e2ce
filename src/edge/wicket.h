/* wicket: requests answered one at a time, in all three ways. */
#ifndef WICKET_H
#define WICKET_H

#include <stdbool.h>

struct clock;
struct config;
struct exchange;
struct limiter;

/* What a door lays before it; all of it outlives the serving. */
struct wicket {
	const struct config *config;
	const struct clock *clock;
	struct limiter *limiter;	/* NULL = none */
	void *context;		/* of these two; false: the process had
				   better end */
	/*
	 * Whether this request may come in, by its head alone: a body is
	 * waited for of nobody else.  Not admitted: the answer is prepared.
	 */
	bool (*admit)(void *context, struct exchange *exchange,
	    bool *admitted);
	/*
	 * Answers it, its body being there.  The body of the answer has
	 * WICKET_ANSWER_MAX bytes; what is longer is streamed, by the line of
	 * the exchange and `streamed`.
	 */
	bool (*answer)(void *context, struct exchange *exchange);
};

/* A listening socket, or 0 for mod_fcgid's; until SIGTERM: true. */
bool wicket_serve(struct wicket *wicket, int listening);

/* Plain CGI: the one request of this process. */
bool wicket_serve_cgi(struct wicket *wicket);

#endif
