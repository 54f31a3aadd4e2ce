#include "lead.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "date.h"
#include "json.h"
#include "str.h"

static const struct lead_field fields[] = {
	{ "first_source", "First source", "first.source", LEAD_TEXT,
	    LEAD_FIRST },
	{ "first_medium", "First medium", "first.medium", LEAD_TEXT,
	    LEAD_FIRST },
	{ "first_campaign", "First campaign", "first.campaign", LEAD_TEXT,
	    LEAD_FIRST },
	{ "first_channel", "First channel", "first.channel", LEAD_TEXT,
	    LEAD_FIRST },
	{ "last_source", "Last source", "last.source", LEAD_TEXT, LEAD_BASIC },
	{ "last_medium", "Last medium", "last.medium", LEAD_TEXT, LEAD_BASIC },
	{ "last_campaign", "Last campaign", "last.campaign", LEAD_TEXT,
	    LEAD_BASIC },
	{ "last_channel", "Last channel", "last.channel", LEAD_TEXT,
	    LEAD_BASIC },
	{ "landing_page", "Landing page", "last.landing_url", LEAD_TEXT,
	    LEAD_BASIC },
	{ "click_id", "Click id", "last", LEAD_CLICK_ID, LEAD_BASIC },
	{ "lead_time", "Lead time", "submitted", LEAD_TIME, LEAD_BASIC },
	{ "lead_link", "Lead link", "lead_id", LEAD_LINK, LEAD_BASIC },

	{ "lead_id", "Lead id", "lead_id", LEAD_TEXT, LEAD_EXTRA },
	{ "utm_source", "utm_source", "last.utm_source", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "utm_medium", "utm_medium", "last.utm_medium", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "utm_campaign", "utm_campaign", "last.utm_campaign", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "utm_content", "utm_content", "last.utm_content", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "utm_term", "utm_term", "last.utm_term", LEAD_TEXT, LEAD_EXTRA },
	{ "gclid", "gclid", "last.gclid", LEAD_TEXT, LEAD_EXTRA },
	{ "fbclid", "fbclid", "last.fbclid", LEAD_TEXT, LEAD_EXTRA },
	{ "msclkid", "msclkid", "last.msclkid", LEAD_TEXT, LEAD_EXTRA },
	{ "ttclid", "ttclid", "last.ttclid", LEAD_TEXT, LEAD_EXTRA },
	{ "twclid", "twclid", "last.twclid", LEAD_TEXT, LEAD_EXTRA },
	{ "li_fat_id", "li_fat_id", "last.li_fat_id", LEAD_TEXT, LEAD_EXTRA },
	{ "sc_click_id", "sc_click_id", "last.sc_click_id", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "page_url", "Page address", "page.url", LEAD_TEXT, LEAD_EXTRA },
	{ "page_title", "Page title", "page.title", LEAD_TEXT, LEAD_EXTRA },
	{ "referrer_url", "Referrer", "last.referrer", LEAD_TEXT, LEAD_EXTRA },
	{ "user_agent", "User agent", "device.user_agent", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "country", "Country", "place.country", LEAD_TEXT, LEAD_EXTRA },
	{ "region", "Region", "place.region", LEAD_TEXT, LEAD_EXTRA },
	{ "city", "City", "place.city", LEAD_TEXT, LEAD_EXTRA },
	{ "location", "Location", "place", LEAD_LOCATION, LEAD_EXTRA },
	{ "device_type", "Device type", "device.type", LEAD_TEXT, LEAD_EXTRA },
	{ "operating_system", "Operating system", "device.os", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "browser", "Browser", "device.browser", LEAD_TEXT, LEAD_EXTRA },
	{ "screen_resolution", "Screen resolution", "device.screen",
	    LEAD_TEXT, LEAD_EXTRA },
	{ "visitor_id", "Visitor id", "visit.visitor_id", LEAD_TEXT,
	    LEAD_EXTRA },
	{ "session_id", "Session id", "visit.session_id", LEAD_NUMBER,
	    LEAD_EXTRA },
	{ "event_id", "Event id", "visit.event_id", LEAD_NUMBER, LEAD_EXTRA },
	{ "pixel_id", "Pixel id", "pixel", LEAD_TEXT, LEAD_EXTRA },
};

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

/* One touch rarely has two; then the platform that is paid most often. */
static const char *const click_ids[] = {
	"gclid", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid", "twclid",
	"li_fat_id", "sc_click_id",
};

const struct lead_field *
lead_field(size_t i)
{
	return i < FIELDS ? &fields[i] : NULL;
}

const struct lead_field *
lead_field_find(const char *name)
{
	for (size_t i = 0; i < FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

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

static const char *
text_of(struct arena *arena, const struct json *value)
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
	return arena_copy(arena, digits, strlen(digits));
}

static const char *
time_of(struct arena *arena, const struct json *value)
{
	char text[DATE_TEXT];

	if (value->type != JSON_NUMBER || fabs(value->number) > 9e15)
		return NULL;
	date_print((int64_t)value->number, text);
	return arena_copy(arena, text, strlen(text));
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
link_of(struct arena *arena, const struct json *lead_id)
{
	char text[128];
	int size;

	if (lead_id->type != JSON_TEXT)
		return NULL;
	size = snprintf(text, sizeof(text), "/dashboard/#lead/%s",
	    lead_id->text);
	if (size < 0 || (size_t)size >= sizeof(text))
		return NULL;
	return arena_copy(arena, text, (size_t)size);
}

/* The original's order: from the small to the large. */
static const char *
location_of(struct arena *arena, const struct json *place)
{
	static const char *const parts[] = { "city", "region", "country" };
	char room[3 * PLACE_NAME_MAX + 8];
	struct str out;

	str_init(&out, room, sizeof(room));
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *const text = json_text(place, parts[i]);

		if (text == NULL || text[0] == '\0')
			continue;
		if (out.size > 0)
			str_add(&out, ", ");
		str_add(&out, text);
	}
	return out.size == 0 || out.failed ? NULL
	    : arena_copy(arena, out.data, out.size);
}

const char *
lead_value(struct arena *arena, const struct json *record,
    const struct lead_field *field)
{
	const struct json *const value = walk(record, field->path);

	if (value == NULL)
		return NULL;
	switch (field->kind) {
	case LEAD_TIME:
		return time_of(arena, value);
	case LEAD_LOCATION:
		return location_of(arena, value);
	case LEAD_CLICK_ID:
		return click_id_of(value);
	case LEAD_LINK:
		return link_of(arena, value);
	default:
		return text_of(arena, value);
	}
}
