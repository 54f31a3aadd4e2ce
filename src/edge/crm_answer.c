#include "crm_answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "crm_request.h"
#include "json.h"
#include "str.h"
#include "wire.h"

/* Read without its fields, a person would seem to have none. */
static bool
is_person(const struct crm_call *call, const struct json *data)
{
	const struct json *const fields = json_get(data, "custom_fields");
	int64_t id;

	return json_int(data, "id", call->person, call->person, &id) &&
	    (call->operation != CRM_GET ||
	    (fields != NULL && fields->type == JSON_OBJECT));
}

/* data as this call should bring it; a search or list may bring none. */
static bool
has_shape(const struct crm_call *call, const struct json *data)
{
	const bool none = data == NULL || data->type == JSON_NULL;

	switch (crm_rule(call->operation)->shape) {
	case CRM_HITS:
		return none || data->type == JSON_OBJECT;
	case CRM_PERSON:
		return is_person(call, data);
	case CRM_ROWS:
		return none || data->type == JSON_LIST;
	default:
		return !none && data->type == JSON_OBJECT;
	}
}

/* Seconds as a decimal, "0.7"; nothing else is believed. */
static int64_t
wait_in(const struct crm_reading *reading, const char *name, double most)
{
	const char *const text = wire_header(reading->wire, name);
	char *end;
	double seconds;

	if (text == NULL)
		return 0;
	seconds = strtod(text, &end);
	if (end == text || *end != '\0' || !(seconds > 0))
		return 0;
	return (int64_t)((seconds < most ? seconds : most) * 1000);
}

static int64_t
wait_asked(const struct crm_reading *reading)
{
	const int64_t after = wait_in(reading, "retry-after", 3600);
	const int64_t reset = wait_in(reading, "x-ratelimit-reset", 10);

	return after > reset ? after : reset;
}

/* Tokens; -1 = not told. */
static int64_t
tokens_in(const struct crm_reading *reading, const char *name)
{
	const char *const text = wire_header(reading->wire, name);
	int64_t tokens;

	/* whoever has overdrawn it is told less than nothing */
	if (text == NULL || !str_int(text, INT64_MIN, INT64_MAX, &tokens))
		return -1;
	return tokens < 0 ? 0 : tokens;
}

/* Words of capitals only, so that no value of a lead gets in. */
static void
add_code(struct str *out, const struct json *root)
{
	const char *const code = json_text(root, "code");

	if (code != NULL && strlen(code) < 64 && code[strspn(code,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")] == '\0')
		str_addf(out, "code %s", code);
}

/* The fields a refusal complains of: runs of 40 hexadecimal digits. */
static void
add_keys(struct str *out, const char *text)
{
	while (text != NULL && *text != '\0') {
		const size_t run = strspn(text, "0123456789abcdef");

		if (run == 40) {
			str_add(out, " key ");
			str_add_bytes(out, text, run);
		}
		text += run > 0 ? run : 1;
	}
}

static void
make_excerpt(struct crm_answer *answer, const struct json *root,
    const struct wire_answer *got)
{
	struct str out;

	str_init(&out, answer->excerpt, sizeof(answer->excerpt));
	if (answer->event == EVENT_OK || got->status == 0)
		return;
	if (root == NULL) {
		str_addf(&out, "no JSON in %zu bytes", got->size);
		return;
	}
	add_code(&out, root);
	add_keys(&out, json_text(root, "error"));
}

/* A uuid, whatever else may stand there. */
static void
keep_correlation_id(const struct crm_reading *reading,
    struct crm_answer *answer)
{
	const char *const text = wire_header(reading->wire, "x-correlation-id");

	if (text != NULL && strlen(text) < sizeof(answer->correlation_id) &&
	    text[strspn(text, "0123456789abcdefABCDEF-")] == '\0')
		snprintf(answer->correlation_id,
		    sizeof(answer->correlation_id), "%s", text);
}

static const struct json *
read_body(const struct crm_reading *reading, const struct wire_answer *got)
{
	const struct json *root = NULL;

	arena_reset(reading->arena);
	if (got->reach != REACH_ANSWERED ||
	    json_parse(reading->arena, got->body, got->size, CRM_VALUES_MAX,
	    &root) != JSON_OK || root->type != JSON_OBJECT)
		return NULL;
	return root;
}

void
crm_read_answer(const struct crm_reading *reading,
    const struct crm_call *call, const struct wire_answer *got,
    struct crm_answer *answer)
{
	const struct json *const root = read_body(reading, got);
	const struct json *const data = json_get(root, "data");
	const char *const cursor = json_text(json_get(root,
	    "additional_data"), "next_cursor");
	answer->day_limit = tokens_in(reading,
	    "x-daily-ratelimit-token-limit");
	answer->day_left = tokens_in(reading,
	    "x-daily-ratelimit-token-remaining");
	const struct outcome_call outcome = {
		.reach = got->reach,
		.status = got->status,
		.is_json = root != NULL,
		.success = json_true(root, "success") &&
		    has_shape(call, data),
		.writes = call->body != NULL,
		.on_person = crm_rule(call->operation)->on_one,
		.day_is_spent = answer->day_left == 0,
	};

	answer->event = outcome_of(&outcome);
	answer->status = got->status;
	answer->wait_ms = wait_asked(reading);
	answer->data = data;
	snprintf(answer->cursor, sizeof(answer->cursor), "%s",
	    cursor == NULL ? "" : cursor);
	keep_correlation_id(reading, answer);
	make_excerpt(answer, root, got);
}
