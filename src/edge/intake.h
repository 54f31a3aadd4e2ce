/* intake: what is decided about a request before its body is understood. */
#ifndef INTAKE_H
#define INTAKE_H

#include "limiter.h"
#include "line.h"
#include "route.h"

struct gate;

/*
 * Takes in the accepted request: its variables, its route, what its network
 * may still do, its body (into room, BODY_MAX + 2 bytes).  NULL with the
 * answer prepared: 404, 405, 408, 413, 429, a body cut short, a preflight.
 */
const struct route *intake(struct gate *gate, struct line *line,
    struct request *request, struct response *response,
    struct allowance *hits, char *room);

/*
 * The body alone, into room (BODY_MAX + 2 bytes); all but BODY_WHOLE with the
 * answer prepared.  One that comes too late is counted: limiter, or NULL.
 */
enum body intake_body(struct limiter *limiter, struct line *line,
    struct request *request, struct response *response, char *room);

/*
 * Whether a body of this network may be waited for: not when so many came
 * too late that it would keep others waiting.  False with 429 prepared.
 */
bool intake_may_bring(struct limiter *limiter, const struct request *request,
    struct response *response);

/* 429, verdict rate_limited, Retry-After and the limit's headers. */
void intake_refuse_often(struct response *response,
    const struct allowance *allowance);

/* X-RateLimit-Limit, -Remaining, -Reset; nothing without a limit. */
void intake_say_limit(struct response *response,
    const struct allowance *allowance);

#endif
