#include "touch.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "json.h"
#include "mask.h"
#include "origin.h"
#include "source.h"
#include "str.h"
#include "url.h"

/* A touch being read. */
struct reading {
	struct arena *arena;
	struct touch *touch;
	enum param_rank rank[PARAMS];	/* of the word each value came by */
	struct str other;		/* JSON object, open */
	bool any;			/* one that tells of a campaign */
};

enum { CODE_POINT = 4 };		/* bytes of the longest */

/* A click id is whole or it is none: what is too long is still so when cut. */
static const char *
keep_value(struct arena *arena, enum param param,
    const struct url_param *found)
{
	size_t room = param_room(param);
	const char *value = url_decode(arena, found->value, found->value_size,
	    param_is_click_id(param) ? room + CODE_POINT : room);

	return value == NULL || strlen(value) > room ? NULL : value;
}

/* In a value the quotes would have a backslash before them. */
static bool
has_member(const char *other, const char *name)
{
	const size_t size = strlen(name);
	const char *at = other;

	for (; (at = strstr(at, name)) != NULL; at += size)
		if (at - other > 1 && at[-1] == '"' &&
		    (at[-2] == '{' || at[-2] == ',') &&
		    str_starts(at + size, "\":"))
			return true;
	return false;
}

/*
 * Of a name the first: a key that stands there twice makes the whole record
 * unreadable.  What does not fit is left out whole: the rest stays JSON.
 */
static void
add_member(struct str *other, const char *name, const char *value)
{
	size_t before = other->size;

	if (has_member(other->data, name))
		return;
	json_add_text(other, name, value);
	if (other->failed || other->size + 2 > TOUCH_OTHER_MAX) {
		other->size = before;
		other->data[before] = '\0';
		other->failed = false;
	}
}

/* Most visits have none: their readers' stacks stay small. */
static void
take_other(struct reading *reading, const char *name, const char *value)
{
	struct str *other = &reading->other;
	char *room;

	if (other->data == NULL) {
		room = arena_room(reading->arena, TOUCH_OTHER_MAX);
		if (room == NULL)
			return;
		str_init(other, room, TOUCH_OTHER_MAX);
		json_open(other, NULL, '{');
	}
	add_member(other, name, value);
}

static void
take_param(struct reading *reading, const struct param_word *word,
    const struct url_param *found)
{
	const char **raw = reading->touch->raw;
	const char *value;

	if (word->kept != PARAM_OTHER && raw[word->kept] != NULL &&
	    reading->rank[word->kept] <= word->rank)
		return;
	value = keep_value(reading->arena, word->kept, found);
	if (value == NULL)
		return;
	reading->any = true;
	if (word->kept == PARAM_OTHER) {
		take_other(reading, word->name, value);
		return;
	}
	raw[word->kept] = value;
	reading->rank[word->kept] = word->rank;
}

/* The best word for a parameter counts, and of one word the first. */
static void
read_query(struct reading *reading, const char *query, enum param_rank most)
{
	struct url_param found;

	while (url_next_param(&query, &found)) {
		const struct param_word *word = param_find(found.name,
		    found.name_size);

		if (word != NULL && word->rank <= most)
			take_param(reading, word, &found);
	}
}

static void
copy_given(struct reading *reading, const struct touch_given *given)
{
	for (int i = 0; given != NULL && i < PARAMS; i++) {
		reading->touch->raw[i] = given->raw[i];
		reading->any = reading->any || given->raw[i] != NULL;
	}
}

/* Parameters that stay in a stored address: ours, and the project's own. */
static bool
stays(const struct url_param *param, const char *custom)
{
	return param_find(param->name, param->name_size) != NULL ||
	    str_has_word(custom, param->name, param->name_size);
}

static void
add_param(struct str *out, const struct url_param *param)
{
	if (out->size + param->name_size + param->value_size + 2 > URL_MAX)
		return;
	str_add_char(out, strchr(out->data, '?') == NULL ? '?' : '&');
	str_add_bytes(out, param->name, param->name_size);
	str_add_char(out, '=');
	str_add_bytes(out, param->value, param->value_size);
}

/* Its address with those parameters that stay, and nothing secret. */
static const char *
with_params(struct arena *arena, const char *url, const char *query,
    const char *custom)
{
	const size_t size = strcspn(url, "?#");
	char room[URL_MAX + 1];
	struct url_param param;
	struct str out;

	str_init(&out, room, sizeof(room));
	str_add_bytes(&out, url, size < URL_MAX ? size : URL_MAX);
	while (url_next_param(&query, &param))
		if (stays(&param, custom))
			add_param(&out, &param);
	mask_address(out.data);
	(void)mask_numbers(out.data);
	return arena_copy(arena, out.data, strlen(out.data));
}

static bool
is_outside(const char *landing_host, const char *referrer_host)
{
	const char *ours = url_without_www(landing_host);
	const char *theirs = url_without_www(referrer_host);

	return !url_host_within(theirs, ours) && !url_host_within(ours, theirs);
}

/* Of a site or an app; NULL = neither. */
static const char *
read_host(struct arena *arena, const char *referrer, struct url *from)
{
	return url_parse(arena, referrer, from) ? url_without_www(from->host)
	    : url_app(arena, referrer);
}

const char *
touch_referrer_host(struct arena *arena, const char *referrer)
{
	struct url from;

	return referrer == NULL ? NULL : read_host(arena, referrer, &from);
}

/* An outside referrer, whole; its query in `query`. */
static void
read_referrer(struct reading *reading, const struct touch_landing *landing,
    const struct url *ours, const char **query)
{
	struct touch *touch = reading->touch;
	const char *text = landing->referrer, *host;
	struct url from = { .query = "" };
	const struct source *source;

	*query = "";
	if (text == NULL)
		return;
	host = read_host(reading->arena, text, &from);
	if (host == NULL || !is_outside(ours->host, host))
		return;
	source = source_by_host(host);
	if (source != NULL && source_is_none(source))
		return;
	*query = from.query;
	touch->referrer_host = host;
	touch->referrer = with_params(reading->arena, text, from.query, "");
}

static void
read_params(struct reading *reading, const struct touch_landing *landing,
    const struct url *url, const char *referrer_query)
{
	struct str *other = &reading->other;

	/* body and landing tell of one visit, the referrer of another */
	copy_given(reading, landing->given);
	read_query(reading, url->query, PARAM_PLAIN);
	if (!reading->any) {
		/* ?source=web of a search page is its own affair */
		read_query(reading, referrer_query, PARAM_ALIAS);
		reading->touch->by_referrer = reading->any;
	}
	if (other->size > 1) {
		json_close(other, '}');
		reading->touch->other = other->data;
	}
}

bool
touch_read(struct arena *arena, const struct touch_landing *landing,
    struct touch *out)
{
	struct reading reading = { .arena = arena, .touch = out };
	const char *query;
	struct url url;

	*out = (struct touch){ .landed = out->landed,
		.occurred = out->occurred };
	if (landing->url == NULL || !url_parse(arena, landing->url, &url))
		return false;
	read_referrer(&reading, landing, &url, &query);
	read_params(&reading, landing, &url, query);
	if (!origin_derive(arena, out, landing->user_agent))
		return false;
	out->landing_url = with_params(arena, landing->url, url.query, "");
	return out->landing_url != NULL;
}

bool
touch_without_referrer(struct arena *arena, struct touch *touch)
{
	touch->referrer = NULL;
	touch->referrer_host = NULL;
	if (touch->by_referrer) {
		/* a later parameter of the landing must not meet them */
		memset(touch->raw, 0, sizeof(touch->raw));
		touch->other = NULL;
		touch->by_referrer = false;
	}
	return origin_derive(arena, touch, NULL);
}

/* One more member of the JSON that is kept, which is an object or nothing. */
static void
add_other(struct arena *arena, struct touch *touch, const char *name,
    const char *value)
{
	char room[TOUCH_OTHER_MAX];
	struct str out;

	str_init(&out, room, sizeof(room));
	if (touch->other == NULL)
		json_open(&out, NULL, '{');
	else
		str_add_bytes(&out, touch->other, strlen(touch->other) - 1);
	add_member(&out, name, value);
	json_close(&out, '}');
	if (!out.failed && out.size > 2)
		touch->other = arena_copy(arena, out.data, out.size);
}

bool
touch_add_custom(struct arena *arena, const char *custom,
    const struct touch_landing *landing, bool is_touch, struct touch *touch)
{
	struct url_param param;
	const char *query;
	struct url url;
	bool any = false;

	if (landing->url == NULL || !url_parse(arena, landing->url, &url))
		return is_touch;
	for (query = url.query; url_next_param(&query, &param);) {
		const char *name, *value;

		if (!str_has_word(custom, param.name, param.name_size))
			continue;
		name = arena_copy(arena, param.name, param.name_size);
		value = url_decode(arena, param.value, param.value_size,
		    UTM_MAX);
		if (name == NULL || value == NULL)
			continue;
		add_other(arena, touch, name, value);
		any = true;
	}
	if (!any)
		return is_touch;
	touch->landing_url = with_params(arena, landing->url, url.query,
	    custom);
	return touch->landing_url != NULL &&
	    (is_touch || origin_derive(arena, touch, NULL));
}
