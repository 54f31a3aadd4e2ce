#include "lead_value.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "date.h"
#include "json.h"
#include "lead.h"
#include "local_time.h"
#include "str.h"

/* What text is made from. */
struct telling {
	struct arena *arena;
	const struct json *record;
	const struct lead_words *words;
};

/* One touch rarely has two; then the platform that is paid most often. */
static const char *const click_ids[] = {
	"gclid", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid", "twclid",
	"li_fat_id", "sc_click_id",
};

/* path = name *( "." name ) */
static const struct json *
walk(const struct json *value, const char *path)
{
	char name[32];

	for (;;) {
		const size_t size = strcspn(path, ".");

		if (size >= sizeof(name))
			return NULL;
		memcpy(name, path, size);
		name[size] = '\0';
		value = json_get(value, name);
		if (value == NULL || path[size] == '\0')
			return value;
		path += size + 1;
	}
}

static bool
is_time(const struct json *value)
{
	return value != NULL && value->type == JSON_NUMBER &&
	    fabs(value->number) <= 9e15;
}

static const char *
copy(const struct telling *telling, const char *text)
{
	return arena_copy(telling->arena, text, strlen(text));
}

static const char *
text_of(const struct telling *telling, const struct json *value)
{
	char digits[32];

	if (value->type == JSON_TEXT)
		return value->text[0] == '\0' ? NULL : value->text;
	if (value->type != JSON_NUMBER)
		return NULL;
	/* whole ones in full: an id in exponents would be no id */
	if (fabs(value->number) < 1e16 &&
	    value->number == trunc(value->number))
		snprintf(digits, sizeof(digits), "%.0f", value->number);
	else
		snprintf(digits, sizeof(digits), "%.15g", value->number);
	return copy(telling, digits);
}

static const char *
time_of(const struct telling *telling, const struct json *value)
{
	char text[DATE_TEXT];

	if (!is_time(value))
		return NULL;
	date_print((int64_t)value->number, text);
	return copy(telling, text);
}

static const char *
moment_of(const struct telling *telling, const struct json *value)
{
	char text[LOCAL_TIME_TEXT];

	if (!is_time(value))
		return NULL;
	local_time_words(telling->words->zone, (int64_t)value->number, text);
	return copy(telling, text);
}

static bool
read_visit(const struct json *visit, int64_t *from, int64_t *until)
{
	const struct json *const began = json_get(visit, "started");
	const struct json *const ended = json_get(visit, "last_activity");

	if (!is_time(began) || !is_time(ended) ||
	    ended->number < began->number)
		return false;
	*from = (int64_t)began->number;
	*until = (int64_t)ended->number;
	return true;
}

/* "1h 23m", "5 minutes", "1 second". */
static const char *
duration_of(const struct telling *telling, const struct json *visit)
{
	int64_t from, until, seconds;
	char text[48];

	if (!read_visit(visit, &from, &until))
		return NULL;
	seconds = (until - from) / 1000;
	if (seconds >= 3600)
		snprintf(text, sizeof(text), "%lldh %lldm",
		    (long long)(seconds / 3600),
		    (long long)(seconds / 60 % 60));
	else if (seconds >= 60)
		snprintf(text, sizeof(text), "%lld minute%s",
		    (long long)(seconds / 60), seconds < 120 ? "" : "s");
	else
		snprintf(text, sizeof(text), "%lld second%s",
		    (long long)seconds, seconds == 1 ? "" : "s");
	return copy(telling, text);
}

static const char *
click_id_of(const struct json *touch)
{
	for (size_t i = 0; i < sizeof(click_ids) / sizeof(click_ids[0]); i++) {
		const char *const text = json_text(touch, click_ids[i]);

		if (text != NULL && text[0] != '\0')
			return text;
	}
	return NULL;
}

static const char *
link_of(const struct telling *telling, const struct json *lead_id)
{
	const char *const dashboard = telling->words->dashboard;
	struct str out;
	char text[URL_MAX];

	if (lead_id->type != JSON_TEXT || dashboard[0] == '\0')
		return NULL;
	str_init(&out, text, sizeof(text));
	str_add(&out, dashboard);
	str_add(&out, "/#lead/");
	str_add(&out, lead_id->text);
	return out.failed ? NULL : copy(telling, text);
}

/* What is not empty, with `between` between. */
static void
join(struct str *out, const char *between, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (out->size > 0)
		str_add(out, between);
	str_add(out, text);
}

/* The original's order: from the small to the large. */
static const char *
location_of(const struct telling *telling, const struct json *place)
{
	char room[3 * PLACE_NAME_MAX + 8];
	struct str out;

	str_init(&out, room, sizeof(room));
	join(&out, ", ", json_text(place, "city"));
	join(&out, ", ", json_text(place, "region"));
	join(&out, ", ", json_text(place, "country"));
	return out.size == 0 || out.failed ? NULL : copy(telling, out.data);
}

/* As many as a long field takes; half an address would lead nowhere. */
static const char *
pages_of(const struct telling *telling, const struct json *pages)
{
	char *const room = arena_room(telling->arena, CRM_TEXT_MAX + 1);
	struct str out;

	if (room == NULL || pages->type != JSON_LIST)
		return NULL;
	str_init(&out, room, CRM_TEXT_MAX + 1);
	for (const struct json *page = pages->first; page != NULL;
	    page = page->next) {
		if (page->type != JSON_TEXT ||
		    out.size + strlen(page->text) + 2 > CRM_TEXT_MAX)
			continue;
		join(&out, ", ", page->text);
	}
	return out.size == 0 ? NULL : room;
}

/* "google / cpc / sale > newsletter / email" */
static const char *
journey_of(const struct telling *telling, const struct json *steps)
{
	enum { ROOM = JOURNEY_MAX * (3 * UTM_MAX + 16) };
	char *const room = arena_room(telling->arena, ROOM);
	struct str out;

	if (room == NULL || steps->type != JSON_LIST)
		return NULL;
	str_init(&out, room, ROOM);
	for (const struct json *step = steps->first; step != NULL;
	    step = step->next) {
		join(&out, " > ", json_text(step, "source"));
		join(&out, " / ", json_text(step, "medium"));
		join(&out, " / ", json_text(step, "campaign"));
	}
	return out.size == 0 || out.failed ? NULL : room;
}

static const char *
tell(const struct telling *telling, const struct json *value,
    enum lead_kind kind)
{
	switch (kind) {
	case LEAD_TIME:
		return time_of(telling, value);
	case LEAD_MOMENT:
		return moment_of(telling, value);
	case LEAD_DURATION:
		return duration_of(telling, value);
	case LEAD_LOCATION:
		return location_of(telling, value);
	case LEAD_PAGES:
		return pages_of(telling, value);
	case LEAD_JOURNEY:
		return journey_of(telling, value);
	case LEAD_CLICK_ID:
		return click_id_of(value);
	case LEAD_LINK:
		return link_of(telling, value);
	default:
		return text_of(telling, value);
	}
}

const char *
lead_value(struct arena *arena, const struct json *record,
    const struct lead_field *field, const struct lead_words *words)
{
	const struct telling telling = { arena, record, words };
	const struct json *value = walk(record, field->path);

	/* the page a visit begins with has no page before it */
	if (value == NULL && field->kind == LEAD_REFERRER)
		value = walk(record, "last.referrer");
	return value == NULL ? NULL : tell(&telling, value, field->kind);
}

bool
lead_value_span(const struct json *record, const struct lead_field *field,
    int64_t *from, int64_t *until)
{
	const struct json *const value = walk(record, field->path);

	if (field->kind == LEAD_DURATION)
		return read_visit(value, from, until);
	if ((field->kind != LEAD_TIME && field->kind != LEAD_MOMENT) ||
	    !is_time(value))
		return false;
	*from = *until = (int64_t)value->number;
	return true;
}
