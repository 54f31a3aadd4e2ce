#include "reply.h"

#include <string.h>

#include "bounds.h"
#include "clock.h"
#include "config.h"
#include "exchange.h"
#include "hit.h"
#include "json.h"
#include "route.h"
#include "ruling.h"
#include "token.h"
#include "visit.h"

/* Fetch metadata: the browser itself says that cookies will come back. */
static bool
stays_on_site(const struct request *request)
{
	return strcmp(request->fetch_site, "same-origin") == 0 ||
	    strcmp(request->fetch_site, "same-site") == 0;
}

static void
set_cookie(struct exchange *exchange, const struct config *config,
    const char *token)
{
	struct str *head = &exchange->response.head;

	str_add(head, "Set-Cookie: lp_visitor=");
	str_add(head, token);
	str_add(head, "; Max-Age=");
	str_add_int(head, (int64_t)COOKIE_DAYS * 24 * 3600);
	str_add(head, "; Path=/; SameSite=Lax; HttpOnly");
	if (exchange->request.https)
		str_add(head, "; Secure");
	if (*config->cookie_domain != '\0') {
		str_add(head, "; Domain=");
		str_add(head, config->cookie_domain);
	}
	str_add(head, "\r\n");
}

/* Absent stays absent: nothing is called "direct" or "none" here. */
static void
add_attribution(struct str *out, const struct hit *hit)
{
	json_open(out, "attribution", '{');
	if (hit->has_touch) {
		json_add_text(out, "source", hit->touch.source);
		json_add_text(out, "medium", hit->touch.medium);
		json_add_text(out, "campaign", hit->touch.campaign);
	}
	json_close(out, '}');
}

static void
write_body(struct exchange *exchange, const struct hit *hit,
    const struct visit *visit, const char *token)
{
	struct str *out = &exchange->response.body;

	exchange->response.type = "application/json";
	json_open(out, NULL, '{');
	json_add_bool(out, "success", true);
	json_add_text(out, "visitor_cookie", token);
	json_add_int(out, "visitor_id", visit->visitor.id);
	json_add_int(out, "session_id", visit->session.id);
	json_add_int(out, "event_id", visit->event);
	json_add_int(out, "processing_time",
	    clock_steady() - exchange->queued);
	add_attribution(out, hit);
	json_close(out, '}');
}

void
reply_stored(struct exchange *exchange, const struct config *config,
    const struct hit *hit, const struct visit *visit,
    const struct ruling *ruling)
{
	struct response *response = &exchange->response;
	bool keep_token = ruling->identify;
	bool by_cookie = stays_on_site(&exchange->request);
	char token[TOKEN_TEXT];

	response->verdict = visit->duplicate ? VERDICT_DUPLICATE
	    : ruling->verdict;
	token_print(&visit->token, token);
	if (keep_token && by_cookie)
		set_cookie(exchange, config, token);
	if (response->image)
		route_image(response);
	else
		write_body(exchange, hit, visit,
		    keep_token && !by_cookie ? token : NULL);
}

void
reply_handover(struct exchange *exchange, const char *parameter)
{
	struct response *response = &exchange->response;

	response->verdict = VERDICT_NONE;
	response->type = "application/json";
	json_open(&response->body, NULL, '{');
	json_add_bool(&response->body, "success", true);
	json_add_text(&response->body, "parameter", parameter);
	json_close(&response->body, '}');
}

void
reply_upgraded(struct exchange *exchange, bool moved)
{
	struct response *response = &exchange->response;

	response->verdict = moved ? VERDICT_STORED : VERDICT_DUPLICATE;
	response->type = "application/json";
	json_open(&response->body, NULL, '{');
	json_add_bool(&response->body, "success", true);
	json_close(&response->body, '}');
}

/* What each verdict without rows is answered with. */
static const struct {
	enum verdict verdict;
	int status;
	const char *code, *message;
} plain[] = {
	{ VERDICT_UNKNOWN_PIXEL, 404, "unknown_pixel", "Invalid pixel_id" },
	{ VERDICT_INACTIVE_PIXEL, 403, "inactive_pixel",
	    "Pixel is inactive" },
	{ VERDICT_ORIGIN_REFUSED, 403, "origin_refused",
	    "This site is not among the pixel's allowed hosts." },
};

enum saved
reply_plain(struct exchange *exchange, enum verdict verdict)
{
	struct response *response = &exchange->response;

	response->verdict = verdict;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (plain[i].verdict == verdict) {
			route_refuse(response, plain[i].status,
			    plain[i].code, plain[i].message);
			return SAVED;
		}
	if (response->image)
		route_image(response);
	else
		response->status = 204;
	return SAVED;
}

void
reply_refused(struct exchange *exchange)
{
	exchange->response.verdict = VERDICT_BAD_REQUEST;
	exchange->response.verdict_field = "body";
	route_refuse(&exchange->response, 400, "bad_request",
	    "This hit cannot be stored.");
}
