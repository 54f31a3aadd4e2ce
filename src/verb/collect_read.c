#include "collect.h"

#include <string.h>

#include "config.h"
#include "exchange.h"
#include "geoip.h"
#include "hit.h"
#include "http.h"
#include "intake.h"
#include "json.h"
#include "json_mend.h"
#include "limiter.h"
#include "route.h"
#include "token.h"
#include "url.h"

/* The cookie of ours, or the one the original's script has set. */
static const char *
find_cookie(struct exchange *exchange)
{
	char room[TOKEN_TEXT + 1];
	const char *header = exchange->request.cookie;

	if (!http_cookie(header, "lp_visitor", room, sizeof(room)) &&
	    !http_cookie(header, "ppp_visitor", room, sizeof(room)))
		return NULL;
	return arena_copy(&exchange->arena, room, strlen(room));
}

static struct hit_source
source_of(struct exchange *exchange)
{
	return (struct hit_source){
		.received = exchange->request.received,
		.visitor_cookie = find_cookie(exchange),
		.cookies = exchange->request.cookie,
		.referer = exchange->request.referer,
		.user_agent = exchange->request.user_agent,
		.hints = &exchange->request.hints,
	};
}

/* Always false: the answer is ready. */
static bool
refuse(struct exchange *exchange, const char *field, const char *message)
{
	struct response *response = &exchange->response;

	response->verdict = VERDICT_BAD_REQUEST;
	response->verdict_field = field;
	route_refuse(response, 400, "bad_request", message);
	return false;
}

static bool
refuse_large(struct exchange *exchange)
{
	exchange->response.verdict = VERDICT_BAD_REQUEST;
	exchange->response.verdict_field = "size";
	route_refuse(&exchange->response, 413, "too_large",
	    "This hit is too large to be taken apart.");
	return false;
}

static bool
refuse_field(struct exchange *exchange, const char *field)
{
	return refuse(exchange, field, strcmp(field, "pixel_id") == 0
	    ? "pixel_id is missing or not 8 to 64 of A-Z a-z 0-9 - _."
	    : "page_url is missing or not an absolute http(s) address.");
}

/* text/plain spares browsers the preflight; nothing said is taken as that. */
static bool
is_json_type(const char *type)
{
	return *type == '\0' || http_is_type(type, "text/plain") ||
	    http_is_type(type, "application/json");
}

/*
 * Leads have a counter of their own.  Past the limit they are kept for a
 * person to look at; ten times past it somebody is filling our disk.
 */
static bool
admit_lead(const struct collector *collector, struct exchange *exchange,
    struct hit *hit)
{
	int64_t limit = collector->config->leads_per_hour;
	struct allowance leads = limiter_take(collector->limiter, LIMIT_LEADS,
	    &exchange->request.client, limit * LEADS_FLOOD,
	    exchange->request.received);

	hit->flood = leads.limit > 0 &&
	    leads.remaining < limit * (LEADS_FLOOD - 1);
	if (!leads.allowed)
		intake_refuse_often(&exchange->response, &leads);
	return leads.allowed;
}

bool
collect_lead_post(void *context, struct exchange *exchange)
{
	const struct collector *collector = context;
	bool good = collect_post(context, exchange);
	struct allowance hits;

	if (good && hit_is_lead(exchange->work))
		return true;
	hits = limiter_take(collector->limiter, LIMIT_HITS,
	    &exchange->request.client, collector->config->hits_per_minute,
	    exchange->request.received);
	if (!hits.allowed)
		intake_refuse_often(&exchange->response, &hits);
	return good && hits.allowed;
}

/* From the whole address, which goes no further than this. */
static void
find_place(const struct collector *collector, struct exchange *exchange)
{
	struct request *request = &exchange->request;

	place_decide(&exchange->arena, &request->signs, &request->place);
	if (place_is_open(&request->place))
		geoip_find(collector->geoip, &exchange->arena,
		    &request->client, &request->place);
}

/* A character that is none costs that character, not the hit. */
static enum json_fault
parse(struct exchange *exchange, const char *text, size_t size,
    const struct json **body)
{
	enum json_fault fault = json_parse(&exchange->arena, text, size,
	    JSON_VALUES_MAX, body);

	if (fault != JSON_HAS_NUL && fault != JSON_SYNTAX)
		return fault;
	text = json_mend(&exchange->arena, text, size);
	return text == NULL ? JSON_NO_ROOM : json_parse(&exchange->arena,
	    text, size, JSON_VALUES_MAX, body);
}

/* A hit as JSON, wherever in the request it stood. */
static bool
read_message(const struct collector *collector, struct exchange *exchange,
    const char *text, size_t size)
{
	struct hit_source source = source_of(exchange);
	struct hit *hit = arena_take(&exchange->arena, sizeof(*hit));
	const struct json *body;
	enum json_fault fault = hit == NULL ? JSON_NO_ROOM
	    : parse(exchange, text, size, &body);
	const char *field;

	if (fault == JSON_NO_ROOM)
		return refuse_large(exchange);
	if (fault != JSON_OK)
		return refuse(exchange, "body", json_fault_text(fault));
	if (body->type != JSON_OBJECT)
		return refuse(exchange, "body", "The body is no object.");
	field = hit_from_json(&exchange->arena, body, &source, hit);
	exchange->request.pixel = hit->pixel_id;
	if (field != NULL && !exchange->arena.spent)
		return refuse_field(exchange, field);
	/* what did not fit is missing in the hit: never say it was stored */
	if (exchange->arena.spent)
		return refuse_large(exchange);
	exchange->work = hit;
	find_place(collector, exchange);
	return !hit_is_lead(hit) || admit_lead(collector, exchange, hit);
}

bool
collect_post(void *context, struct exchange *exchange)
{
	struct request *request = &exchange->request;

	if (!is_json_type(request->content_type)) {
		exchange->response.verdict = VERDICT_BAD_REQUEST;
		exchange->response.verdict_field = "content_type";
		route_refuse(&exchange->response, 415, "bad_content_type",
		    "Send JSON as text/plain or application/json.");
		return false;
	}
	return read_message(context, exchange, request->body,
	    request->body_size);
}

bool
collect_handover(void *context, struct exchange *exchange)
{
	struct hit *hit;

	if (!collect_post(context, exchange))
		return false;
	hit = exchange->work;
	hit->handover = true;
	return true;
}

bool
collect_image(void *context, struct exchange *exchange)
{
	struct hit_source source = source_of(exchange);
	struct hit *hit = arena_take(&exchange->arena, sizeof(*hit));
	const char *field, *message;

	if (exchange->request.method == METHOD_HEAD) {
		route_image(&exchange->response);
		return false;
	}
	if (strlen(exchange->request.query) > QUERY_MAX)
		return refuse(exchange, "query", "The address is too long.");
	/* our script without fetch and sendBeacon: the whole message */
	message = url_find(&exchange->arena, exchange->request.query, "m",
	    QUERY_MAX);
	if (message != NULL)
		return read_message(context, exchange, message,
		    strlen(message));
	field = hit == NULL ? "page_url" : hit_from_query(&exchange->arena,
	    exchange->request.query, &source, hit);
	if (hit != NULL)
		exchange->request.pixel = hit->pixel_id;
	if (field != NULL)
		return refuse_field(exchange, field);
	exchange->work = hit;
	find_place(context, exchange);
	return true;
}
