#include "entry.h"

#include <string.h>
#include <strings.h>

#include "bounds.h"
#include "config.h"
#include "http.h"
#include "inquiry.h"
#include "intake.h"
#include "limiter.h"
#include "log.h"
#include "request.h"
#include "str.h"

static bool
is_loopback(const char *host)
{
	static const char *const names[] = { "localhost", "127.0.0.1",
		"[::1]" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const size_t size = strlen(names[i]);

		if (strncmp(host, names[i], size) == 0 &&
		    (host[size] == '\0' || host[size] == ':'))
			return true;
	}
	return false;
}

enum entry_way
entry_way(const struct request *request)
{
	if (request->https)
		return ENTRY_SECURE;
	return is_loopback(request->host) ? ENTRY_LOOPBACK : ENTRY_OPEN;
}

const char *
entry_cookie(enum entry_way way)
{
	/* RFC 6265bis 4.1.3.2: Secure, no Domain, Path=/ */
	return way == ENTRY_SECURE ? "__Host-leadpixel"
	    : "leadpixel-insecure";
}

static bool
refuse_often(struct inquiry *inquiry, const struct allowance *allowance)
{
	struct str *const head = &inquiry->exchange->response.head;

	if (allowance->allowed)
		return true;
	str_add(head, "Retry-After: ");
	str_add_int(head, allowance->reset_s);
	str_add(head, "\r\n");
	inquiry_refuse(inquiry, 429, "rate_limited", NULL,
	    "Too many calls from this network; again in %lld seconds.",
	    (long long)allowance->reset_s);
	return false;
}

static bool
is_change(enum method method)
{
	return method != METHOD_GET && method != METHOD_HEAD;
}

static bool
count_call(struct inquiry *inquiry)
{
	const struct request *const request = &inquiry->exchange->request;
	const struct config *const config = inquiry->api->config;
	const bool change = is_change(request->method);
	const struct allowance left = limiter_take(inquiry->api->limiter,
	    change ? LIMIT_CHANGES : LIMIT_READS, &request->client,
	    change ? config->changes_per_hour : config->reads_per_hour,
	    request->received);

	intake_say_limit(&inquiry->exchange->response, &left);
	return refuse_often(inquiry, &left);
}

/* What a call says of its caller. */
enum claim { CLAIM_NONE, CLAIM_KEY, CLAIM_COOKIE };

/* Apache may ask for a password of its own first: that is no key. */
static bool
brings_key(const struct request *request)
{
	return *request->api_key != '\0' ||
	    strncasecmp(request->authorization, "Bearer ", 7) == 0;
}

/* False: the database. */
static bool
look_up_key(struct inquiry *inquiry)
{
	const char *const key = request_key(&inquiry->exchange->request);

	return key == NULL || login_by_key(inquiry->db, inquiry->arena, key,
	    inquiry->now, &inquiry->who);
}

static bool
look_up_cookie(struct inquiry *inquiry, enum claim *claim)
{
	const struct request *const request = &inquiry->exchange->request;
	char cookie[LOGIN_TEXT];

	if (!http_strict_cookie(request->cookie,
	    entry_cookie(entry_way(request)), cookie, sizeof(cookie)))
		return true;
	*claim = CLAIM_COOKIE;
	return login_by_cookie(inquiry->db, inquiry->arena,
	    arena_copy(inquiry->arena, cookie, strlen(cookie)), inquiry->now,
	    &inquiry->who);
}

/* Wrong keys are slowed; the right one beside them is not, as nobody finds
   64 random digits by trying. */
static void
refuse_unknown(struct inquiry *inquiry, enum claim claim)
{
	static const char *const why[] = {
		[CLAIM_NONE] =
		    "Send a key as Authorization: Bearer or X-API-Key.",
		[CLAIM_KEY] =
		    "This is no key of this leadpixel, or not any more.",
		[CLAIM_COOKIE] = "This log-in has ended.",
	};
	const struct request *const request = &inquiry->exchange->request;

	if (claim == CLAIM_KEY) {
		const struct allowance left = limiter_take(
		    inquiry->api->limiter, LIMIT_LOGINS, &request->client,
		    LOGINS_PER_MINUTE, request->received);

		if (!refuse_often(inquiry, &left))
			return;
	}
	inquiry_refuse(inquiry, 401, "unauthorized", NULL, "%s", why[claim]);
}

/* Who calls; a key wins over a cookie. */
static bool
identify(struct inquiry *inquiry, enum right right)
{
	enum claim claim = CLAIM_NONE;
	bool good = true;

	if (brings_key(&inquiry->exchange->request)) {
		claim = CLAIM_KEY;
		good = look_up_key(inquiry);
	} else if (right != RIGHT_KEY)
		good = look_up_cookie(inquiry, &claim);
	if (!good)
		inquiry_failed(inquiry);
	else if (inquiry->who.key == 0)
		refuse_unknown(inquiry, claim);
	return good && inquiry->who.key != 0;
}

/* "https://host:port" against the host that was asked. */
static bool
is_own_origin(const struct request *request)
{
	const char *const origin = request->origin;
	const char *const end = strstr(origin, "://");

	return end != NULL && str_same(end + 3, request->host);
}

/*
 * Fetch metadata where the browser sends it, else the Origin: a change that
 * a cookie allows comes from our own page only.
 */
static bool
has_manners(struct inquiry *inquiry)
{
	const struct request *const request = &inquiry->exchange->request;
	const bool own = *request->fetch_site != '\0'
	    ? strcmp(request->fetch_site, "same-origin") == 0
	    : is_own_origin(request);

	if (own && strcmp(request->token, "1") == 0)
		return true;
	inquiry_refuse(inquiry, 403, "csrf", NULL,
	    "A change by cookie comes from the dashboard itself, with the"
	    " header X-Leadpixel: 1.");
	return false;
}

/* The sign of a page that is not ours, whatever it brings. */
static bool
is_foreign(const struct request *request)
{
	return *request->fetch_site != '\0' &&
	    strcmp(request->fetch_site, "same-origin") != 0 &&
	    strcmp(request->fetch_site, "none") != 0;
}

/* It asks in the name of whoever looks at it, and would use up what they may
   ask: not counted, and before anybody is known. */
static bool
check_origin(struct inquiry *inquiry)
{
	if (!is_foreign(&inquiry->exchange->request))
		return true;
	inquiry_refuse(inquiry, 403, "csrf", NULL, "This is asked by the"
	    " dashboard itself and by programs, by no other site.");
	return false;
}

static bool
check_change(struct inquiry *inquiry)
{
	const struct request *const request = &inquiry->exchange->request;

	if (request->method != METHOD_DELETE &&
	    !http_is_type(request->content_type, "application/json")) {
		inquiry_refuse(inquiry, 415, "unsupported_media_type", NULL,
		    "The body is JSON, sent as application/json.");
		return false;
	}
	return !inquiry->who.by_cookie || has_manners(inquiry);
}

/* Who asks for what is not theirs is written down. */
static bool
check_right(struct inquiry *inquiry, const struct api_route *route)
{
	struct editor editor;

	if (route->right != RIGHT_MANAGE || inquiry->who.manages)
		return true;
	if (!inquiry_editor(inquiry, &editor))
		return false;
	if (!edit_begin(&editor) || edit_end(&editor, edit_note(&editor,
	    "refused", inquiry->who.name, route->pattern)) != EDITED)
		log_warn("a refused call could not be written down");
	inquiry_refuse(inquiry, 403, "forbidden", NULL,
	    "This key may read; to change things takes one made with"
	    " --role manage.");
	return false;
}

bool
entry_admit(struct inquiry *inquiry, const struct api_route *route)
{
	/* only who is known is counted: else a stranger's calls would keep
	   everybody of his network out */
	return check_origin(inquiry) && (route->right == RIGHT_ANYBODY ||
	    (identify(inquiry, route->right) && count_call(inquiry))) &&
	    (!is_change(inquiry->exchange->request.method) ||
	    check_change(inquiry)) &&
	    check_right(inquiry, route);
}
