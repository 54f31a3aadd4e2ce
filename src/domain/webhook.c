#include "webhook.h"

#include <stdio.h>
#include <string.h>

#include "date.h"
#include "hash.h"
#include "json.h"
#include "param.h"
#include "str.h"

enum { WEBHOOK_VERSION = 1 };

static const int64_t time_max = INT64_C(1) << 52;

static void
add_time(struct str *out, const struct json *object, const char *name)
{
	char text[DATE_TEXT];
	int64_t ms;

	if (!json_int(object, name, 0, time_max, &ms))
		return;
	date_print(ms, text);
	json_add_text(out, name, text);
}

/* Members of the record that are promised as they are. */
static void
add_members(const struct json *record, const char *name,
    const char *const *members, struct str *out)
{
	const struct json *const object = json_get(record, name);

	json_open(out, name, '{');
	for (; *members != NULL; members++)
		json_add_text(out, *members, json_text(object, *members));
	json_close(out, '}');
}

/* A touch or a step of the journey; how we came to it stays with us. */
static void
add_touch(const struct json *touch, const char *name, struct str *out)
{
	const struct json *at = touch->first;

	json_open(out, name, '{');
	add_time(out, touch, "occurred");
	for (; at != NULL; at = at->next)
		if (strcmp(at->name, "occurred") != 0 &&
		    strcmp(at->name, "rule") != 0)
			json_add_value(out, at->name, at);
	json_close(out, '}');
}

static void
add_touches(const struct json *record, struct str *out)
{
	static const char *const names[] = { "first", "last",
		"last_nondirect" };
	const struct json *const journey = json_get(record, "journey");
	const struct json *step = journey == NULL ? NULL : journey->first;

	for (size_t i = 0; i < 3; i++) {
		const struct json *const touch = json_get(record, names[i]);

		if (touch == NULL)
			json_add_null(out, names[i]);
		else
			add_touch(touch, names[i], out);
	}
	json_open(out, "journey", '[');
	for (; step != NULL; step = step->next)
		add_touch(step, NULL, out);
	json_close(out, ']');
}

/* Of each platform the newest that is known. */
static const char *
find_click(const struct json *record, const char *name)
{
	static const char *const touches[] = { "last", "last_nondirect",
		"first" };
	const char *id = NULL;

	for (size_t i = 0; i < 3 && id == NULL; i++)
		id = json_text(json_get(record, touches[i]), name);
	return id;
}

static void
add_clicks(const struct json *record, struct str *out)
{
	json_open(out, "click_ids", '{');
	for (int i = 0; i < PARAMS; i++) {
		const enum param param = (enum param)i;

		if (param_is_click_id(param))
			json_add_text(out, param_name(param),
			    find_click(record, param_name(param)));
	}
	json_close(out, '}');
}

static void
add_form(const struct json *record, struct str *out)
{
	static const char *const form[] = { "id", "name", "state", NULL };
	static const char *const page[] = { "url", "title", NULL };
	const struct json *const fields = json_get(record, "fields");
	const struct json *const consent = json_get(record, "consent");

	add_members(record, "form", form, out);
	if (fields != NULL)
		json_add_value(out, "fields", fields);
	if (consent != NULL)
		json_add_value(out, "consent", consent);
	json_add_text(out, "no_history", json_text(record, "no_history"));
	add_members(record, "page", page, out);
}

void
webhook_print(const struct json *record, const struct webhook_lead *lead,
    struct str *out)
{
	static const char *const person[] = { "email", "phone", "first_name",
		"last_name", "company", NULL };
	/* address and agent of a browser go nowhere unasked (DESIGN 10) */
	static const char *const device[] = { "type", "os", "os_version",
		"browser", "browser_version", "screen", NULL };
	static const char *const place[] = { "country", "region", "city",
		NULL };

	json_open(out, NULL, '{');
	json_add_int(out, "version", WEBHOOK_VERSION);
	json_add_int(out, "id", lead->id);
	json_add_text(out, "lead_id", json_text(record, "lead_id"));
	json_add_text(out, "project", lead->project);
	json_add_text(out, "pixel", json_text(record, "pixel"));
	json_add_bool(out, "test", json_true(record, "test"));
	add_time(out, record, "submitted");
	add_time(out, record, "received");
	add_members(record, "person", person, out);
	add_form(record, out);
	add_touches(record, out);
	add_clicks(record, out);
	add_members(record, "device", device, out);
	add_members(record, "place", place, out);
	json_close(out, '}');
}

void
webhook_sign(const char *secret, int64_t timestamp, const char *body,
    struct str *out)
{
	unsigned char digest[HASH_SIZE];
	char stamp[24];

	snprintf(stamp, sizeof(stamp), "%lld.", (long long)timestamp);
	hash_hmac_texts(secret, stamp, body, digest);
	str_add(out, "v1=");
	str_add_hex(out, digest, sizeof(digest));
}
