#include "change.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "json.h"
#include "str.h"

/* personFields' field_type, and which of our kinds it can take. */
static const struct {
	const char *name;
	enum change_type type;
	unsigned kinds;			/* bits of enum lead_kind */
} types[] = {
	{ "varchar", CHANGE_SHORT, ~0u },
	{ "varchar_auto", CHANGE_SHORT, ~0u },
	{ "text", CHANGE_LONG, ~0u },
	{ "double", CHANGE_NUMBER, 1u << LEAD_NUMBER },
	{ "date", CHANGE_DATE, 1u << LEAD_TIME },
};

enum { TYPES = sizeof(types) / sizeof(types[0]), DAY_SIZE = 10 };

static bool
is_key(const char *text)
{
	return strspn(text, "0123456789abcdef") == CHANGE_KEY - 1 &&
	    text[CHANGE_KEY - 1] == '\0';
}

const char *
change_target_read(struct change_target *target, const char *name,
    const char *key, const char *type, bool if_empty)
{
	size_t i = 0;

	target->field = lead_field_find(name);
	if (target->field == NULL)
		return "there is no such value";
	if (!is_key(key))
		return "its key is not 40 hexadecimal digits";
	while (i < TYPES && strcmp(types[i].name, type) != 0)
		i++;
	if (i == TYPES)
		return "its field's type is not supported";
	if ((types[i].kinds & 1u << target->field->kind) == 0)
		return "its field's type does not take such a value";
	snprintf(target->key, sizeof(target->key), "%s", key);
	target->type = types[i].type;
	target->if_empty = if_empty;
	return NULL;
}

/* 255 code points at most, and no blank at the end, which would not last. */
static const char *
cut_short(struct arena *arena, const char *text)
{
	size_t size = 0, points = 0;

	for (; text[size] != '\0'; size++) {
		if ((text[size] & 0xc0) == 0x80)
			continue;
		if (points++ == CRM_FIELD_MAX)
			break;
	}
	if (text[size] == '\0')
		return text;
	while (size > 0 && text[size - 1] == ' ')
		size--;
	return arena_copy(arena, text, size);
}

static bool
read_number(const char *text, double *out)
{
	char *end;

	*out = strtod(text, &end);
	return *end == '\0' && isfinite(*out);
}

/* The value as the field's type takes it; false when there is none. */
static bool
encode(struct change *change, struct arena *arena, const char *text)
{
	switch (change->target->type) {
	case CHANGE_SHORT:
		change->text = cut_short(arena, text);
		break;
	case CHANGE_NUMBER:
		change->text = text;
		return read_number(text, &change->number);
	case CHANGE_DATE:
		change->text = arena_copy(arena, text, DAY_SIZE);
		break;
	default:
		change->text = text;
	}
	return change->text != NULL && change->text[0] != '\0';
}

static const char *
value_of(const struct change_target *target, struct arena *arena,
    const struct change_source *source)
{
	const char *const value = lead_value(arena, source->record,
	    target->field);
	const size_t size = strlen(source->public_url);
	char *whole;

	if (value == NULL || target->field->kind != LEAD_LINK)
		return value;
	if (size == 0)
		return NULL;
	whole = arena_take(arena, size + strlen(value) + 1);
	if (whole != NULL) {
		memcpy(whole, source->public_url, size);
		memcpy(whole + size, value, strlen(value) + 1);
	}
	return whole;
}

static bool
is_empty(const struct json *value)
{
	return value == NULL || value->type == JSON_NULL ||
	    (value->type == JSON_TEXT && value->text[0] == '\0');
}

static bool
is_there(const struct change *change)
{
	const struct json *const before = change->before;

	if (before == NULL)
		return false;
	if (change->target->type == CHANGE_NUMBER)
		return before->type == JSON_NUMBER &&
		    !(before->number < change->number) &&
		    !(before->number > change->number);
	return before->type == JSON_TEXT &&
	    strcmp(before->text, change->text) == 0;
}

/* Whether the policy lets a value be written at all. */
static bool
is_open(const struct change_target *target,
    const struct change_source *source, const struct json *before)
{
	return target->if_empty ? before == NULL : !source->older;
}

void
change_find(struct change_list *list, struct arena *arena,
    const struct change_target *targets, size_t count,
    const struct change_source *source)
{
	list->count = 0;
	for (size_t i = 0; i < count && list->count < CHANGES_MAX; i++) {
		const struct change_target *const target = &targets[i];
		const struct json *const held =
		    json_get(source->custom_fields, target->key);
		const char *const value = value_of(target, arena, source);
		struct change change = { .target = target,
			.before = is_empty(held) ? NULL : held };

		if (is_open(target, source, change.before) && value != NULL &&
		    encode(&change, arena, value) && !is_there(&change))
			list->changes[list->count++] = change;
	}
}

size_t
change_drop(struct change_list *list, const char *keys)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (strstr(keys, list->changes[i].target->key) == NULL)
			list->changes[kept++] = list->changes[i];
	const size_t dropped = list->count - kept;
	list->count = kept;
	return dropped;
}

void
change_body(const struct change_list *list, struct str *out)
{
	json_open(out, NULL, '{');
	json_open(out, "custom_fields", '{');
	for (size_t i = 0; i < list->count; i++) {
		const struct change *const change = &list->changes[i];

		if (change->target->type == CHANGE_NUMBER)
			json_add_number(out, change->target->key,
			    change->number);
		else
			json_add_text(out, change->target->key, change->text);
	}
	json_close(out, '}');
	json_close(out, '}');
}

void
change_before(const struct change_list *list, struct str *out)
{
	json_open(out, NULL, '{');
	for (size_t i = 0; i < list->count; i++) {
		const struct change *const change = &list->changes[i];

		if (change->before == NULL)
			json_add_null(out, change->target->key);
		else
			json_add_value(out, change->target->key,
			    change->before);
	}
	json_close(out, '}');
}

bool
change_taken(const struct change_list *list,
    const struct json *custom_fields, const char **key)
{
	for (size_t i = 0; i < list->count; i++) {
		*key = list->changes[i].target->key;
		if (is_empty(json_get(custom_fields, *key)))
			return false;
	}
	return true;
}
