#include "refresh.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "crm.h"
#include "db.h"
#include "json.h"
#include "label.h"
#include "log.h"
#include "person_fields.h"
#include "str.h"
#include "transaction.h"
#include "utf8.h"

enum { NAME_ROOM = 4 * 255, TYPE_ROOM = 40 };

/* Where the next field goes. */
struct reading {
	struct refresh *refresh;
	const struct person_field **end;
	bool spent;			/* more than anybody has */
};

static bool
read_option(const struct json *option, const char **label, int64_t *id)
{
	*label = json_text(option, "label");
	return *label != NULL && json_int(option, "id", 1, INT64_C(1) << 53,
	    id);
}

/* Those with a number; the rest of what Pipedrive says of them is for it. */
static const char *
copy_options(struct arena *arena, const struct json *list)
{
	const char *label;
	size_t room = 3;
	struct str out;
	int64_t id;

	if (list == NULL || list->type != JSON_LIST)
		return NULL;
	for (const struct json *one = list->first; one != NULL;
	    one = one->next)
		if (read_option(one, &label, &id))
			room += 6 * strlen(label) + 48;
	char *const text = arena_room(arena, room);
	if (text == NULL)
		return NULL;
	str_init(&out, text, room);
	json_open(&out, NULL, '[');
	for (const struct json *one = list->first; one != NULL;
	    one = one->next) {
		if (!read_option(one, &label, &id))
			continue;
		json_open(&out, NULL, '{');
		json_add_int(&out, "id", id);
		json_add_text(&out, "label", label);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return text;
}

static const char *
copy_line(struct arena *arena, const char *text, size_t max)
{
	return text == NULL ? NULL : utf8_line(arena, text, strlen(text),
	    max);
}

/* Built-in fields have names for keys: they are none of ours. */
static void
take_field(struct reading *reading, const struct json *row)
{
	struct arena *const arena = reading->refresh->arena;
	const char *const key = json_text(row, "field_code");
	const struct json *const writable = json_get(row, "is_writable");
	struct person_field *field;

	if (key == NULL || !label_crm_key(key))
		return;
	field = arena_take(arena, sizeof(*field));
	if (field == NULL) {
		reading->spent = true;
		return;
	}
	*field = (struct person_field){
		.key = copy_line(arena, key, strlen(key)),
		.name = copy_line(arena, json_text(row, "field_name"),
		    NAME_ROOM),
		.type = copy_line(arena, json_text(row, "field_type"),
		    TYPE_ROOM),
		.options = copy_options(arena, json_get(row, "options")),
		.locked = writable != NULL && writable->type == JSON_BOOL &&
		    !writable->truth,
	};
	reading->spent |= arena->spent;
	if (field->name == NULL)
		field->name = field->key;
	if (field->key == NULL || field->type == NULL)
		return;
	*reading->end = field;
	reading->end = &field->next;
}

static bool
read_page(struct reading *reading, const char *cursor,
    struct crm_answer *answer)
{
	struct refresh *const refresh = reading->refresh;
	const struct crm_call call = { .operation = CRM_FIELDS,
		.cursor = cursor[0] == '\0' ? NULL : cursor };

	crm_do(refresh->crm, &call, answer);
	refresh->calls++;
	refresh->tokens += crm_tokens(call.operation);
	refresh->event = answer->event;
	refresh->wait_ms = answer->wait_ms;
	snprintf(refresh->excerpt, sizeof(refresh->excerpt), "%s",
	    answer->excerpt);
	if (answer->event != EVENT_OK)
		return false;
	for (const struct json *row = answer->data == NULL ? NULL
	    : answer->data->first; row != NULL; row = row->next)
		take_field(reading, row);
	return true;
}

/* A cursor that leads back, or for ever on, is no list. */
static void
read_all(struct refresh *refresh)
{
	struct reading reading = { .refresh = refresh,
		.end = &refresh->fields };
	struct crm_answer answer;
	char cursor[sizeof(answer.cursor)] = "";

	for (int page = 0; page < CRM_FIELD_PAGES; page++) {
		if (!read_page(&reading, cursor, &answer))
			return;
		if (answer.cursor[0] == '\0' || reading.spent ||
		    strcmp(answer.cursor, cursor) == 0)
			break;
		memcpy(cursor, answer.cursor, sizeof(cursor));
	}
	if (answer.cursor[0] == '\0' && !reading.spent)
		return;
	refresh->event = EVENT_GARBLED;
	snprintf(refresh->excerpt, sizeof(refresh->excerpt),
	    "the list of fields does not end");
}

bool
refresh_due(struct db *db, int64_t account, int64_t now, bool *due)
{
	int64_t read;

	if (!person_fields_age(db, account, &read))
		return false;
	*due = read > now ||
	    now - read > (int64_t)CRM_DICTIONARY_HOURS * 3600 * 1000;
	return true;
}

bool
refresh_fields(struct refresh *refresh)
{
	refresh->calls = refresh->tokens = refresh->wait_ms = 0;
	refresh->fields = NULL;
	read_all(refresh);
	if (refresh->event != EVENT_OK || refresh->dry)
		return true;
	if (!db_begin(refresh->db, SYNC_LOCK_WAIT_MS))
		return false;
	if (person_fields_save(refresh->db, refresh->account,
	    refresh->fields, clock_now(refresh->clock)))
		return db_commit(refresh->db);
	db_rollback(refresh->db);
	return false;
}
