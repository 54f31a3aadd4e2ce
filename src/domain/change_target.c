#include "change_target.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "json.h"
#include "lead.h"
#include "lead_value.h"
#include "local_time.h"
#include "str.h"
#include "utf8.h"

#define OF(kind) (1u << (kind))
#define TIMES (OF(LEAD_TIME) | OF(LEAD_MOMENT))

/* personFields' field_type, and which of our kinds it can take. */
static const struct {
	const char *name;
	enum change_type type;
	unsigned kinds;			/* bits of enum lead_kind */
} types[] = {
	{ "varchar", CHANGE_SHORT, ~0u },
	{ "varchar_auto", CHANGE_SHORT, ~0u },
	{ "phone", CHANGE_SHORT, ~0u },
	{ "text", CHANGE_LONG, ~0u },
	{ "double", CHANGE_NUMBER, OF(LEAD_NUMBER) },
	{ "monetary", CHANGE_MONEY, OF(LEAD_NUMBER) },
	{ "enum", CHANGE_OPTION, OF(LEAD_TEXT) },
	{ "set", CHANGE_OPTIONS, OF(LEAD_TEXT) },
	{ "date", CHANGE_DAY, TIMES },
	{ "daterange", CHANGE_DAYS, TIMES | OF(LEAD_DURATION) },
	{ "time", CHANGE_CLOCK, TIMES },
	{ "timerange", CHANGE_CLOCKS, OF(LEAD_DURATION) },
	{ "address", CHANGE_ADDRESS, OF(LEAD_LOCATION) | OF(LEAD_TEXT) },
};

/* What else there is, and why it stays as it is. */
static const struct {
	const char *name, *why;
} refused[] = {
	{ "user", "its field holds a user of Pipedrive, which no lead names" },
	{ "org", "its field holds an organization, which no lead names" },
	{ "people", "its field holds another person, which no lead names" },
	{ "int", "its field is Pipedrive's own (type int)" },
	{ "boolean", "its field is Pipedrive's own (type boolean)" },
	{ "json", "its field is Pipedrive's own (type json)" },
	{ "status", "its field is Pipedrive's own (type status)" },
	{ "visible_to", "its field is Pipedrive's own (type visible_to)" },
};

enum { TYPES = sizeof(types) / sizeof(types[0]),
	REFUSED = sizeof(refused) / sizeof(refused[0]),
	SHOWN = 60 };			/* bytes of a value in a problem */

static size_t
find_type(const char *name)
{
	size_t i = 0;

	while (i < TYPES && strcmp(types[i].name, name) != 0)
		i++;
	return i;
}

static bool
is_key(const char *text)
{
	return strspn(text, "0123456789abcdef") == CHANGE_KEY - 1 &&
	    text[CHANGE_KEY - 1] == '\0';
}

const char *
change_target_fits(const struct lead_field *field, const char *type)
{
	const size_t found = find_type(type);

	for (size_t i = 0; i < REFUSED; i++)
		if (strcmp(refused[i].name, type) == 0)
			return refused[i].why;
	if (found == TYPES)
		return "its field's type is not supported";
	if ((types[found].kinds & OF(field->kind)) == 0)
		return "its field's type does not take such a value";
	return NULL;
}

const char *
change_target_read(struct change_target *target, struct arena *arena,
    const struct change_row *row)
{
	const char *wrong;

	*target = (struct change_target){ .if_empty = row->if_empty,
		.field = lead_field_find(row->name) };
	if (target->field == NULL)
		return "there is no such value";
	if (!is_key(row->key))
		return "its key is not 40 hexadecimal digits";
	wrong = change_target_fits(target->field, row->type);
	if (wrong != NULL)
		return wrong;
	snprintf(target->key, sizeof(target->key), "%s", row->key);
	target->type = types[find_type(row->type)].type;
	if (row->options != NULL && json_parse(arena, row->options,
	    strlen(row->options), CRM_VALUES_MAX, &target->options) != JSON_OK)
		return "its options cannot be read";
	return NULL;
}

static struct json *
make(struct arena *arena, enum json_type type)
{
	struct json *const value = arena_take(arena, sizeof(*value));

	if (value != NULL)
		value->type = type;
	return value;
}

static const struct json *
make_text(struct arena *arena, const char *text)
{
	struct json *const value = make(arena, JSON_TEXT);

	if (value == NULL || text == NULL || text[0] == '\0')
		return NULL;
	value->text = text;
	return value;
}

static const struct json *
make_number(struct arena *arena, double number)
{
	struct json *const value = make(arena, JSON_NUMBER);

	if (value != NULL)
		value->number = number;
	return value;
}

/* Puts a member before those an object has. */
static const struct json *
with(struct arena *arena, const struct json *object, const char *name,
    const struct json *member)
{
	struct json *const all = make(arena, JSON_OBJECT);
	struct json *const named = arena_take(arena, sizeof(*named));

	if (all == NULL || named == NULL || member == NULL)
		return NULL;
	*named = *member;
	named->name = name;
	named->next = object == NULL ? NULL : object->first;
	all->first = named;
	return all;
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

static const struct json *
encode_text(struct arena *arena, const char *text, bool is_short)
{
	const char *const clean = utf8_clean(arena, text, strlen(text),
	    is_short ? strlen(text) : CRM_TEXT_MAX);

	if (clean == NULL || !is_short)
		return make_text(arena, clean);
	return make_text(arena, cut_short(arena, clean));
}

static const struct json *
encode_number(struct arena *arena, const char *text)
{
	char *end;
	const double number = strtod(text, &end);

	return *end == '\0' && isfinite(number)
	    ? make_number(arena, number) : NULL;
}

static const struct json *
find_option(const struct change_target *target, struct arena *arena,
    const char *text)
{
	const struct json *option = target->options == NULL ? NULL
	    : target->options->first;
	int64_t id;

	for (; option != NULL; option = option->next) {
		const char *const label = json_text(option, "label");
		if (label != NULL && str_same(label, text) &&
		    json_int(option, "id", 1, INT64_C(1) << 53, &id))
			return make_number(arena, (double)id);
	}
	return NULL;
}

static const struct json *
encode_options(const struct change_target *target, struct arena *arena,
    const char *text)
{
	const struct json *const option = find_option(target, arena, text);
	struct json *const list = make(arena, JSON_LIST);

	if (option == NULL || list == NULL)
		return NULL;
	list->first = option;
	return list;
}

/* A day, a clock time, or two of them. */
static const struct json *
encode_span(const struct change_target *target, struct arena *arena,
    const struct change_value *from)
{
	const bool is_clock = target->type == CHANGE_CLOCK ||
	    target->type == CHANGE_CLOCKS;
	char ends[2][LOCAL_TIME_TEXT];
	int64_t times[2];
	const struct json *texts[2], *all = NULL;

	if (!lead_value_span(from->record, target->field, &times[0],
	    &times[1]))
		return NULL;
	for (int i = 0; i < 2; i++) {
		(is_clock ? local_time_clock : local_time_day)(from->zone,
		    times[i], ends[i]);
		texts[i] = make_text(arena, arena_copy(arena, ends[i],
		    strlen(ends[i])));
	}
	if (target->type == CHANGE_DAY)
		return texts[0];
	/* else it would be the zone of whoever's token it is */
	if (is_clock)
		all = with(arena, all, "timezone_name",
		    make_text(arena, from->zone));
	if (target->type != CHANGE_CLOCK)
		all = with(arena, all, "until", texts[1]);
	return with(arena, all, "value", texts[0]);
}

static const struct json *
encode(const struct change_target *target, struct arena *arena,
    const struct change_value *from)
{
	switch (target->type) {
	case CHANGE_NUMBER:
		return encode_number(arena, from->text);
	case CHANGE_MONEY:
		return with(arena, NULL, "value",
		    encode_number(arena, from->text));
	case CHANGE_OPTION:
		return find_option(target, arena, from->text);
	case CHANGE_OPTIONS:
		return encode_options(target, arena, from->text);
	case CHANGE_DAY: case CHANGE_DAYS: case CHANGE_CLOCK:
	case CHANGE_CLOCKS:
		return encode_span(target, arena, from);
	case CHANGE_ADDRESS:
		return with(arena, NULL, "value",
		    encode_text(arena, from->text, true));
	default:
		return encode_text(arena, from->text,
		    target->type == CHANGE_SHORT);
	}
}

const struct json *
change_target_encode(const struct change_target *target, struct arena *arena,
    const struct change_value *value, const char **problem)
{
	const struct json *const encoded = encode(target, arena, value);
	const size_t size = strlen(value->text);
	char text[SHOWN + 32];

	*problem = NULL;
	if (encoded != NULL || (target->type != CHANGE_OPTION &&
	    target->type != CHANGE_OPTIONS))
		return encoded;
	snprintf(text, sizeof(text), "no option \"%.*s\"",
	    (int)utf8_cut(value->text, size, SHOWN), value->text);
	*problem = arena_copy(arena, text, strlen(text));
	return NULL;
}

static bool
has_equal(const struct json *list, const struct json *value)
{
	for (const struct json *one = list->first; one != NULL;
	    one = one->next)
		if (change_target_holds(one, value))
			return true;
	return false;
}

static size_t
count(const struct json *list)
{
	size_t found = 0;

	for (const struct json *one = list->first; one != NULL;
	    one = one->next)
		found++;
	return found;
}

static bool
holds_parts(const struct json *held, const struct json *value)
{
	const bool is_list = value->type == JSON_LIST;

	if (is_list && count(held) != count(value))
		return false;
	for (const struct json *part = value->first; part != NULL;
	    part = part->next)
		if (is_list ? !has_equal(held, part)
		    : !change_target_holds(json_get(held, part->name), part))
			return false;
	return true;
}

/* Recursion ends with what encode() nests: two levels. */
bool
change_target_holds(const struct json *held, const struct json *value)
{
	if (held == NULL || held->type != value->type)
		return false;
	switch (value->type) {
	case JSON_NUMBER:
		return !(held->number < value->number) &&
		    !(held->number > value->number);
	case JSON_TEXT:
		return strcmp(held->text, value->text) == 0;
	default:
		return holds_parts(held, value);
	}
}
