/* office: a process of the API: its routes, its databases, who is let in. */
#ifndef OFFICE_H
#define OFFICE_H

#include <stdbool.h>

#include "exchange.h"

struct clock;
struct config;
struct inquiry;
struct limiter;

/* Who may call a route; KEY: with a key itself, a cookie is not enough. */
enum right { RIGHT_ANYBODY, RIGHT_KEY, RIGHT_READ, RIGHT_MANAGE };

/* One line of the door's table; it ends with a NULL pattern. */
struct api_route {
	enum method method;
	const char *pattern;	/* after "/api": "/leads/:/requeue" */
	const char *params;	/* what its query may hold, blanks between */
	enum right right;
	void (*answer)(struct inquiry *inquiry);
};

struct api {
	const struct config *config;
	const struct clock *clock;
	struct limiter *limiter;
	const struct api_route *routes;
	struct db *reader;	/* read-only; opened with the first call */
	struct db *writer;	/* NULL until somebody changes something */
	struct call *call;	/* the one at hand, once it is let in */
};

/*
 * The two steps of a wicket, struct api their context: route, limits, key and
 * rights, parameters; then the body and the answer.  False: the database is
 * broken, and the process had better end.
 */
bool office_admit(void *context, struct exchange *exchange, bool *admitted);
bool office_answer(void *context, struct exchange *exchange);

/* Whether the database is there and ours; it is not kept open. */
bool office_opens(struct api *api);

/* The reader has api_deadline_ms again, after a wait that was none of its. */
void office_start_clock(const struct api *api);

/* NULL, logged, if it cannot be opened. */
struct db *office_reader(struct api *api);
struct db *office_writer(struct api *api);

#endif
