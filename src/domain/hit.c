#include "hit.h"

#include <string.h>

#include "arena.h"
#include "ad_cookies.h"
#include "bounds.h"
#include "form_use.h"
#include "http.h"
#include "json.h"
#include "mask.h"
#include "page_name.h"
#include "str.h"
#include "token.h"
#include "url.h"
#include "utf8.h"

static const int64_t age_max_ms = (int64_t)AGE_MAX_DAYS * 24 * 3600 * 1000;

bool
hit_has_visitor(const struct hit *hit)
{
	static const struct id none;

	return memcmp(&hit->visitor, &none, sizeof(none)) != 0;
}

bool
hit_is_lead(const struct hit *hit)
{
	return hit->has_form &&
	    (hit->contact.email != NULL || hit->contact.phone != NULL) &&
	    !form_is_errand(&hit->form, &hit->contact);
}

static const char *
line(struct arena *arena, const char *text, size_t max)
{
	return text == NULL ? NULL
	    : utf8_line(arena, text, strlen(text), max);
}

/* Text people or pages wrote: no card number stays in it. */
static const char *
masked(struct arena *arena, const char *text, size_t max)
{
	char *copy = text == NULL ? NULL
	    : utf8_line(arena, text, strlen(text), max);

	if (copy != NULL)
		(void)mask_numbers(copy);
	return copy;
}

/* 8-64 of A-Z a-z 0-9 - _ */
static bool
is_public_id(const char *text)
{
	size_t size = text == NULL ? 0 : strlen(text);

	return size >= PUBLIC_ID_MIN && size <= PUBLIC_ID_MAX &&
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_") == size;
}

/* An absolute http(s) address cut to size, or NULL. */
static const char *
address(struct arena *arena, const char *text)
{
	struct url parts;
	const char *clean = line(arena, text, URL_MAX);

	return clean != NULL && url_parse(arena, clean, &parts) ? clean : NULL;
}

static bool
set_page(struct arena *arena, struct hit *hit)
{
	struct url parts;

	if (hit->page_url == NULL || !url_parse(arena, hit->page_url, &parts))
		return false;
	hit->host = parts.host;
	hit->page = page_name(arena, hit->page_url);
	return hit->page != NULL;
}

/* An address, or the app that opened the page. */
static const char *
referrer(struct arena *arena, const char *text)
{
	if (text != NULL && url_app(arena, text) != NULL)
		return line(arena, text, URL_MAX);
	return address(arena, text);
}

static void
set_referrer(struct arena *arena, const char *text, struct hit *hit)
{
	struct url parts;

	hit->referrer = referrer(arena, text);
	if (hit->referrer != NULL &&
	    url_parse(arena, hit->referrer, &parts) &&
	    strcmp(parts.host, hit->host) == 0)
		hit->referrer_page = page_name(arena, hit->referrer);
}

/* "1280x720", or as the original's script has it: {width, height}. */
static int64_t
dimension(const struct json *body, const char *name)
{
	const struct json *size = json_get(body, name);
	const char *text = json_text(body, name);
	const char *by = text == NULL ? NULL : strchr(text, 'x');
	char digits[8] = "";
	int64_t width, height;

	if (by != NULL && (size_t)(by - text) < sizeof(digits)) {
		memcpy(digits, text, (size_t)(by - text));
		return str_int(digits, 1, SCREEN_MAX, &width) &&
		    str_int(by + 1, 1, SCREEN_MAX, &height)
		    ? width << 16 | height : HIT_DIMENSION_NONE;
	}
	if (!json_int(size, "width", 1, SCREEN_MAX, &width) ||
	    !json_int(size, "height", 1, SCREEN_MAX, &height))
		return HIT_DIMENSION_NONE;
	return width << 16 | height;
}

/* "form_submission" is the original's other word (parity 40). */
static const char *
event_type(struct arena *arena, const char *type)
{
	type = masked(arena, type, EVENT_TYPE_MAX);
	if (type == NULL || strcmp(type, "pageview") == 0)
		return NULL;
	return strcmp(type, "form_submission") == 0 ? "form_submit" : type;
}

static const char *
props(struct arena *arena, const struct json *body)
{
	const struct json *value = json_get(body, "props");
	char room[PROPS_MAX + 1];
	struct str text;

	if (value == NULL || value->type != JSON_OBJECT)
		return NULL;
	str_init(&text, room, sizeof(room));
	json_add_value(&text, NULL, value);
	/* masked digits would be no JSON: then without */
	return text.failed || mask_numbers(text.data) ? NULL
	    : arena_copy(arena, text.data, text.size);
}

static int
consent(const struct json *body)
{
	const struct json *value = json_get(body, "consent");

	return value == NULL || value->type != JSON_BOOL ? -1
	    : value->truth ? 1 : 0;
}

/* Ids and ad parameters as fields of the body: the original's script. */
static void
read_given(struct arena *arena, const struct json *body,
    struct touch_given *given)
{
	const struct json *at = body == NULL ? NULL : body->first;
	enum param_rank rank[PARAMS] = { PARAM_NAMED };

	for (; at != NULL; at = at->next) {
		const struct param_word *word = at->type != JSON_TEXT ? NULL
		    : param_find(at->name, strlen(at->name));

		if (word == NULL || word->rank == PARAM_PLAIN ||
		    word->kept == PARAM_OTHER ||
		    (given->raw[word->kept] != NULL &&
		    rank[word->kept] <= word->rank) ||
		    (param_is_click_id(word->kept) &&
		    strlen(at->text) > CLICK_ID_MAX))
			continue;
		given->raw[word->kept] = line(arena, at->text,
		    param_room(word->kept));
		rank[word->kept] = word->rank;
	}
}

/*
 * The landing comes with every hit, so a lost landing hit costs no touch.
 * Without it the page itself is the landing, named by when it occurred.
 */
static void
read_touch(struct arena *arena, const struct json *body,
    const struct hit_source *source, struct hit *hit)
{
	const struct json *landing = json_get(body, "landing");
	const char *url = address(arena, json_text(landing, "url"));
	struct touch_given *given = arena_take(arena, sizeof(*given));
	int64_t at, age;

	if (given == NULL)
		return;
	read_given(arena, body, given);
	hit->landing = (struct touch_landing){ .url = hit->page_url,
		.referrer = hit->referrer, .given = given,
		.user_agent = source->user_agent };
	hit->touch.landed = hit->touch.occurred = hit->occurred;
	if (url != NULL &&
	    json_int(landing, "at", 1, INT64_MAX / 2, &at)) {
		if (!json_int(landing, "age_ms", 0, age_max_ms, &age))
			age = hit->received - hit->occurred;
		hit->landing.url = url;
		hit->landing.referrer = referrer(arena, json_text(landing,
		    "referrer"));
		hit->touch.landed = at;
		hit->touch.occurred = hit->received - age;
	}
	hit->has_touch = touch_read(arena, &hit->landing, &hit->touch);
}

void
hit_forget_landing(struct arena *arena, struct hit *hit)
{
	memset(&hit->visitor, 0, sizeof(hit->visitor));
	hit->viewport = hit->screen = HIT_DIMENSION_NONE;
	hit->referrer_page = NULL;
	hit->landing = (struct touch_landing){ .url = hit->page_url,
		.referrer = hit->referrer };
	hit->touch.landed = hit->touch.occurred = hit->occurred;
	hit->has_touch = touch_read(arena, &hit->landing, &hit->touch);
}

/* Only the page that came after it says that the form was taken. */
static const char *
followed(struct arena *arena, const struct json *body)
{
	const char *by = json_text(body, "confirmed_by"), *page;

	if (by == NULL || strcmp(by, "page") != 0)
		return NULL;
	page = address(arena, json_text(body, "confirmed_on"));
	return page == NULL ? "" : page;
}

static void
read_form(struct arena *arena, const struct json *body,
    const struct hit_source *source, struct hit *hit)
{
	const struct json *data = json_get(body, "form_data");
	const struct json *about = json_get(body, "form");

	form_read(arena, data, &hit->form);
	hit->has_form = hit->form.count > 0;
	if (!hit->has_form)
		return;
	hit->type = "form_submit";
	hit->form.id = masked(arena, json_text(about, "id"), FIELD_NAME_MAX);
	hit->form.name = masked(arena, json_text(about, "name"),
	    FIELD_NAME_MAX);
	hit->form.method = line(arena, json_text(about, "method"), 8);
	hit->form.truncated = hit->form.truncated ||
	    json_true(about, "truncated");
	form_withheld(json_get(about, "withheld"), &hit->form);
	if (!json_int(about, "filled_ms", 0, INT64_MAX / 2,
	    &hit->form.filled_ms))
		hit->form.filled_ms = -1;
	hit->cookies = ad_cookies(arena, json_get(body, "cookies"),
	    source->cookies);
	hit->form_state = form_state_parse(json_text(body, "form_state"));
	hit->followed = followed(arena, body);
	hit->contact = form_contact(arena, &hit->form);
	if (!id_parse(json_text(body, "lead_id"), &hit->lead_id))
		hit->lead_id = hit->hit_id;
}

static void
read_visitor(const struct hit_source *source, const char *sent,
    struct hit *hit)
{
	if (!token_parse(source->visitor_cookie, &hit->visitor) &&
	    !token_parse(sent, &hit->visitor))
		memset(&hit->visitor, 0, sizeof(hit->visitor));
}

/* What is told of the browser, by headers and body. */
static void
read_hints(struct arena *arena, const struct hit_source *source,
    const struct json *body, struct hit *hit)
{
	struct hints hints;

	hints_read(arena, source->hints, body, &hints);
	hit->hints = hints_print(arena, &hints);
}

static void
read_ids(const char *hit_id, int64_t age, const struct hit_source *source,
    struct hit *hit)
{
	hit->received = source->received;
	hit->occurred = source->received - age;
	hit->viewport = hit->screen = HIT_DIMENSION_NONE;
	hit->consent = -1;
	hit->form.filled_ms = -1;
	if (!id_parse(hit_id, &hit->hit_id))
		hit->hit_id = id_make(source->received);
}

const char *
hit_from_json(struct arena *arena, const struct json *body,
    const struct hit_source *source, struct hit *hit)
{
	int64_t age;

	memset(hit, 0, sizeof(*hit));
	hit->pixel_id = json_text(body, "pixel_id");
	if (!is_public_id(hit->pixel_id))
		return "pixel_id";
	hit->page_url = address(arena, json_text(body, "page_url"));
	if (!set_page(arena, hit))
		return "page_url";
	if (!json_int(body, "age_ms", 0, age_max_ms, &age))
		age = 0;
	read_ids(json_text(body, "hit_id"), age, source, hit);
	hit->type = event_type(arena, json_text(body, "event_type"));
	hit->title = masked(arena, json_text(body, "page_title"), TITLE_MAX);
	set_referrer(arena, json_text(body, "referrer_url"), hit);
	hit->viewport = dimension(body, "viewport");
	hit->screen = dimension(body, "screen");
	hit->props = props(arena, body);
	hit->consent = consent(body);
	hit->webdriver = json_true(body, "webdriver");
	hit->test = json_true(body, "test");
	read_visitor(source, json_text(body, "visitor_cookie"), hit);
	read_hints(arena, source, json_get(body, "hints"), hit);
	read_touch(arena, body, source, hit);
	read_form(arena, body, source, hit);
	return NULL;
}

const char *
hit_from_query(struct arena *arena, const char *query,
    const struct hit_source *source, struct hit *hit)
{
	const char *age_text = url_find(arena, query, "age_ms", 20);
	const char *referrer = url_find(arena, query, "referrer_url", URL_MAX);
	int64_t age = 0;

	memset(hit, 0, sizeof(*hit));
	hit->pixel_id = url_find(arena, query, "pixel_id", PUBLIC_ID_MAX + 1);
	if (!is_public_id(hit->pixel_id))
		return "pixel_id";
	hit->page_url = url_find(arena, query, "page_url", URL_MAX);
	if (hit->page_url == NULL && *source->referer != '\0')
		hit->page_url = address(arena, source->referer);
	if (!set_page(arena, hit))
		return "page_url";
	if (age_text == NULL || !str_int(age_text, 0, age_max_ms, &age))
		age = 0;
	read_ids(url_find(arena, query, "hit_id", 40), age, source, hit);
	set_referrer(arena, referrer, hit);
	hit->title = masked(arena, url_find(arena, query, "page_title",
	    TITLE_MAX), TITLE_MAX);
	read_visitor(source, NULL, hit);
	read_hints(arena, source, NULL, hit);
	read_touch(arena, NULL, source, hit);
	return NULL;
}
