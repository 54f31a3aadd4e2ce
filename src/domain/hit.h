/* hit: anything collected, parsed and cleaned, before it is decided upon. */
#ifndef HIT_H
#define HIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form.h"
#include "hints.h"
#include "id.h"
#include "touch.h"

struct arena;
struct json;

enum { HIT_DIMENSION_NONE = -1 };

struct hit {
	struct id hit_id;		/* the sender's, or made here */
	const char *pixel_id;		/* of the right shape */
	const char *type;		/* NULL = pageview */
	int64_t received, occurred;	/* ms UTC */
	const char *page_url;		/* absolute, without fragment */
	const char *page;		/* the same without query: its name */
	const char *host;		/* of the page, lower case */
	const char *title;
	const char *referrer;		/* of the page: http(s) or an app */
	const char *referrer_page;	/* its name, if of the same host */
	struct id visitor;		/* all zero = none came along */
	struct touch_landing landing;	/* how the visit began */
	struct touch touch;		/* of the landing, if has_touch */
	bool has_touch, fitted;		/* fitted: to the project */
	int64_t viewport, screen;	/* width << 16 | height, or -1 */
	const char *props;		/* JSON object, or NULL */
	const char *hints;		/* as hints_print made them, or NULL */
	int consent;			/* 1, 0, -1 = not told */
	const char *cookies;		/* JSON: of a lead only, or NULL */
	bool webdriver, test, has_form;
	const char *followed;		/* page that confirms: thanks.h */
	bool flood;			/* too many leads of its network */
	bool handover;			/* asks for the parameter of one */
	struct id lead_id;
	enum form_state form_state;
	struct form form;
	struct contact contact;
};

/* What the request tells beside the body. */
struct hit_source {
	int64_t received;
	const char *visitor_cookie;	/* value of the cookie, or NULL */
	const char *cookies;		/* the header with all of them */
	const char *referer;		/* the header, "" = none */
	const char *user_agent;		/* the same */
	const struct hint_headers *hints;	/* NULL = none */
};

/*
 * Reads a hit from the body of POST /api/track.  NULL when it was read; else
 * the name of the field that is missing or wrong: only pixel_id and page_url
 * can be, every other bad field is dropped alone (DESIGN 7, W4).
 */
const char *hit_from_json(struct arena *arena, const struct json *body,
    const struct hit_source *source, struct hit *hit);

/* The same from the query of pixel.gif. */
const char *hit_from_query(struct arena *arena, const char *query,
    const struct hit_source *source, struct hit *hit);

bool hit_has_visitor(const struct hit *hit);

/* Without the right to identify: no visitor, no screen, no page before, and
   its page's own parameters only. */
void hit_forget_landing(struct arena *arena, struct hit *hit);

/* A form with a way to reach someone; other forms are events (DESIGN 10). */
bool hit_is_lead(const struct hit *hit);

#endif
