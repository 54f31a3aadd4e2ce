#include "intake.h"

#include "bounds.h"
#include "clock.h"
#include "config.h"
#include "gate.h"
#include "limiter.h"
#include "line.h"
#include "request.h"

void
intake_say_limit(struct response *response, const struct allowance *allowance)
{
	struct str *head = &response->head;

	if (allowance->limit <= 0)
		return;
	str_add(head, "X-RateLimit-Limit: ");
	str_add_int(head, allowance->limit);
	str_add(head, "\r\nX-RateLimit-Remaining: ");
	str_add_int(head, allowance->remaining);
	str_add(head, "\r\nX-RateLimit-Reset: ");
	str_add_int(head, allowance->reset_s);
	str_add(head, "\r\n");
}

void
intake_refuse_often(struct response *response,
    const struct allowance *allowance)
{
	bool image = response->image;

	response_reset(response);
	response->image = image;
	response->verdict = VERDICT_RATE_LIMITED;
	intake_say_limit(response, allowance);
	str_add(&response->head, "Retry-After: ");
	str_add_int(&response->head, allowance->reset_s);
	str_add(&response->head, "\r\n");
	route_refuse(response, 429, "rate_limited",
	    "Too many requests from this network; see Retry-After.");
}

/* Final, so that the script does not send it again. */
static void
refuse_large(struct response *response)
{
	response->verdict = VERDICT_BAD_REQUEST;
	response->verdict_field = "size";
	route_refuse(response, 413, "too_large",
	    "A request has 32 KiB at most.");
}

bool
intake_may_bring(struct limiter *limiter, const struct request *request,
    struct response *response)
{
	const struct allowance slow = limiter_look(limiter,
	    LIMIT_SLOW_BODIES, &request->client, SLOW_BODIES_MAX,
	    request->received);

	if (!slow.allowed)
		intake_refuse_often(response, &slow);
	return slow.allowed;
}

/* What can be decided from the head; NULL with the answer prepared. */
static const struct route *
admit(struct gate *gate, const struct request *request,
    struct response *response, struct allowance *hits)
{
	const struct route *route = route_find(gate->routes, request,
	    response);

	*hits = (struct allowance){ .allowed = true };
	if (route == NULL)
		return NULL;
	response->image = route->image;
	if (!intake_may_bring(gate->limiter, request, response))
		return NULL;
	if (route->limited)
		*hits = limiter_take(gate->limiter, LIMIT_HITS,
		    &request->client, gate->config->hits_per_minute,
		    request->received);
	if (!hits->allowed) {
		intake_refuse_often(response, hits);
		return NULL;
	}
	if (request->content_length > BODY_MAX) {
		refuse_large(response);
		return NULL;
	}
	return route;
}

enum body
intake_body(struct limiter *limiter, struct line *line,
    struct request *request, struct response *response, char *room)
{
	enum body body = line_body(line, request->content_length, room,
	    BODY_MAX + 2, &request->body_size);

	if (body == BODY_WHOLE && request->body_size > BODY_MAX)
		body = BODY_LARGE;
	if (body == BODY_WHOLE)
		request->body = room;
	else if (body == BODY_LARGE) {
		refuse_large(response);
		(void)line_drain(line, DRAIN_MS);
	} else if (body == BODY_LATE) {
		(void)limiter_take(limiter, LIMIT_SLOW_BODIES,
		    &request->client, SLOW_BODIES_MAX, request->received);
		str_add(&response->head, "Retry-After: ");
		str_add_int(&response->head, RETRY_AFTER_S);
		str_add(&response->head, "\r\n");
		route_refuse(response, 408, "timeout",
		    "The body did not arrive within two seconds.");
	} else {
		response->verdict = VERDICT_BAD_REQUEST;
		response->verdict_field = "body";
		route_refuse(response, 400, "bad_request",
		    "The body ended before its Content-Length.");
	}
	return body;
}

const struct route *
intake(struct gate *gate, struct line *line, struct request *request,
    struct response *response, struct allowance *hits, char *room)
{
	const struct route *route;

	request_read(line_variables(line), gate->config,
	    clock_now(gate->clock), request);
	response_reset(response);
	route = admit(gate, request, response, hits);
	if (route == NULL) {
		(void)line_drain(line, DRAIN_MS);
		return NULL;
	}
	return intake_body(gate->limiter, line, request, response, room) ==
	    BODY_WHOLE ? route : NULL;
}
