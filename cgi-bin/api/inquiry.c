#include "inquiry.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "date.h"
#include "db.h"
#include "json.h"
#include "log.h"
#include "office.h"
#include "url.h"
#include "utf8.h"

/* What was quoted may have been cut within a letter, or be no text at all. */
static const char *
clean(struct inquiry *inquiry, const char *text)
{
	const size_t size = text == NULL ? 0 : strlen(text);

	return text == NULL || utf8_valid(text, size) ? text
	    : utf8_clean(inquiry->arena, text, size, size);
}

static void
refuse(struct inquiry *inquiry, int status, const char *code,
    const char *field, const char *text)
{
	struct response *const response = &inquiry->exchange->response;
	struct str *const out = &response->body;

	response->status = status;
	response->type = "application/json";
	str_init(out, out->data, out->room);
	json_open(out, NULL, '{');
	json_add_bool(out, "success", false);
	json_add_text(out, "error", code);
	json_add_text(out, "message", clean(inquiry, text));
	json_add_text(out, "field", clean(inquiry, field));
	json_close(out, '}');
}

void
inquiry_refuse(struct inquiry *inquiry, int status, const char *code,
    const char *field, const char *format, ...)
{
	char text[1024];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	refuse(inquiry, status, code, field, text);
}

void
inquiry_bad(struct inquiry *inquiry, const char *field, const char *format,
    ...)
{
	char text[1024];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	refuse(inquiry, 400, "bad_request", field, text);
}

void
inquiry_not_found(struct inquiry *inquiry)
{
	refuse(inquiry, 404, "not_found", NULL,
	    "There is nothing of that name here.");
}

static void
refuse_large(struct inquiry *inquiry)
{
	refuse(inquiry, 500, "too_large", NULL,
	    "The answer is too large: ask for less, by limit or dates.");
}

void
inquiry_failed(struct inquiry *inquiry)
{
	struct str *const head = &inquiry->exchange->response.head;

	/* full memory is no fault of the database, nor does it pass */
	if (inquiry->arena->spent) {
		log_error("an answer takes over %d bytes of memory",
		    WICKET_ARENA);
		refuse_large(inquiry);
		return;
	}
	str_add(head, "Retry-After: ");
	str_add_int(head, RETRY_AFTER_S);
	str_add(head, "\r\n");
	if (inquiry->db != NULL && db_trouble(inquiry->db) == DB_LATE) {
		refuse(inquiry, 503, "too_slow", NULL, "This takes too"
		    " long to read: ask for fewer days.");
		return;
	}
	refuse(inquiry, 503, "busy", NULL,
	    "The database could not be used; try again in a few seconds.");
}

const char *
inquiry_param(const struct inquiry *inquiry, const char *name)
{
	const char *query = inquiry->exchange->request.query;
	const size_t size = strlen(name);
	struct url_param param;
	const char *value;

	while (url_next_param(&query, &param)) {
		if (param.name_size != size ||
		    memcmp(param.name, name, size) != 0)
			continue;
		value = url_decode(inquiry->arena, param.value,
		    param.value_size, PARAM_TEXT_MAX);
		return value == NULL ? "" : value;
	}
	return NULL;
}

/* Beyond int64_t is beyond every limit, too. */
static bool
is_number(const char *text)
{
	text += *text == '-';
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

bool
inquiry_number(struct inquiry *inquiry, const char *name, int64_t min,
    int64_t max, int64_t *out)
{
	const char *const text = inquiry_param(inquiry, name);

	if (text == NULL)
		return true;
	if (!is_number(text)) {
		inquiry_bad(inquiry, name, "%s is a whole number from %lld"
		    " to %lld.", name, (long long)min, (long long)max);
		return false;
	}
	if (!str_int(text, min, max, out))
		*out = *text == '-' || (str_int(text, 0, INT64_MAX, out) &&
		    *out < min) ? min : max;
	return true;
}

bool
inquiry_id(struct inquiry *inquiry, int i, int64_t *out)
{
	if (str_int(inquiry->parts[i], 1, INT64_MAX, out))
		return true;
	inquiry_not_found(inquiry);
	return false;
}

bool
inquiry_sees(const struct inquiry *inquiry, int64_t project)
{
	return inquiry->who.project == 0 || inquiry->who.project == project;
}

struct str *
inquiry_begin(struct inquiry *inquiry)
{
	struct str *const out = &inquiry->exchange->response.body;

	inquiry->exchange->response.type = "application/json";
	str_init(out, out->data, out->room);
	json_open(out, NULL, '{');
	json_add_bool(out, "success", true);
	return out;
}

void
inquiry_end(struct inquiry *inquiry)
{
	struct str *const out = &inquiry->exchange->response.body;

	json_close(out, '}');
	if (!out->failed)
		return;
	log_error("an answer is larger than %d bytes", WICKET_ANSWER_MAX);
	refuse_large(inquiry);
}

void
inquiry_time(struct str *out, const char *name, int64_t ms)
{
	char text[DATE_TEXT];

	if (ms == 0) {
		json_add_null(out, name);
		return;
	}
	date_print(ms, text);
	json_add_text(out, name, text);
}

void
inquiry_text(struct str *out, const char *name, const char *text)
{
	if (text == NULL)
		json_add_null(out, name);
	else
		json_add_text(out, name, text);
}

bool
inquiry_member(struct inquiry *inquiry, const char *name, const char **out)
{
	const struct json *const member = json_get(inquiry->body, name);

	*out = NULL;
	if (member == NULL || member->type == JSON_NULL)
		return true;
	*out = json_text(inquiry->body, name);
	if (*out == NULL)
		inquiry_bad(inquiry, name, "%s is a text.", name);
	return *out != NULL;
}

bool
inquiry_editor(struct inquiry *inquiry, struct editor *out)
{
	struct db *const db = office_writer(inquiry->api);

	snprintf(inquiry->actor, sizeof(inquiry->actor), "key:%lld",
	    (long long)inquiry->who.key);
	str_init(&inquiry->why, inquiry->why_room,
	    sizeof(inquiry->why_room));
	*out = (struct editor){ .db = db, .arena = inquiry->arena,
		.now = inquiry->now, .actor = inquiry->actor,
		.why = &inquiry->why, .member = &inquiry->member };
	if (db == NULL)
		inquiry_failed(inquiry);
	return db != NULL;
}

bool
inquiry_edited(struct inquiry *inquiry, enum edited edited)
{
	/* who waited for another writer still hears what came of it */
	office_start_clock(inquiry->api);
	if (edited == EDIT_REFUSED && inquiry->member != NULL)
		refuse(inquiry, 400, "bad_request", inquiry->member,
		    inquiry->why.data);
	else if (edited == EDIT_REFUSED)
		refuse(inquiry, 409, "conflict", NULL, inquiry->why.data);
	else if (edited == EDIT_FAILED)
		inquiry_failed(inquiry);
	return edited == EDITED;
}
