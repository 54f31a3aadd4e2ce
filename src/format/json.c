#include "json.h"

#include <math.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "arena.h"
#include "bounds.h"
#include "json_scan.h"

/* The whole numbers that everyone reads alike are below this (RFC 8259 6) */
static const double exact_max = 9007199254740991.0;

static bool
copy_text(struct arena *arena, const char *text,
    const char **out)
{
	*out = arena_copy(arena, text, strlen(text));
	return *out != NULL;
}

static bool
is_named_before(const struct json *object, const char *name)
{
	for (const struct json *at = object->first; at; at = at->next) {
		if (at->name[0] == name[0] && strcmp(at->name, name) == 0)
			return true;
	}
	return false;
}

static enum json_fault copy_value(struct arena *arena, const cJSON *from,
    struct json *to);

static enum json_fault
copy_members(struct arena *arena, const cJSON *from,
    struct json *to)
{
	const struct json **link = &to->first;
	enum json_fault fault = JSON_OK;

	for (const cJSON *at = from->child; at && !fault; at = at->next) {
		struct json *const member = arena_take(arena, sizeof(*member));

		if (!member)
			return JSON_NO_ROOM;
		if (to->type == JSON_OBJECT) {
			/* compared decoded: "a" and "\u0061" are one key */
			if (is_named_before(to, at->string))
				return JSON_DUPLICATE_KEY;
			if (!copy_text(arena, at->string, &member->name))
				return JSON_NO_ROOM;
		}
		fault = copy_value(arena, at, member);
		*link = member;
		link = &member->next;
	}
	return fault;
}

/* The scan has bounded the depth, so recursion is bounded, too */
static enum json_fault
copy_value(struct arena *arena, const cJSON *from,
    struct json *to)
{
	switch (from->type) {
	case cJSON_True:
	case cJSON_False:
		to->type = JSON_BOOL;
		to->truth = from->type == cJSON_True;
		return JSON_OK;
	case cJSON_Number:
		to->type = JSON_NUMBER;
		to->number = from->valuedouble;
		/* 1e999 is in the grammar, and no number */
		return isfinite(to->number) ? JSON_OK : JSON_SYNTAX;
	case cJSON_String:
		to->type = JSON_TEXT;
		return copy_text(arena, from->valuestring, &to->text)
		    ? JSON_OK : JSON_NO_ROOM;
	case cJSON_Array:
	case cJSON_Object:
		to->type = from->type == cJSON_Object ? JSON_OBJECT
		    : JSON_LIST;
		return copy_members(arena, from, to);
	default:
		to->type = JSON_NULL;
		return JSON_OK;
	}
}

enum json_fault
json_parse(struct arena *arena, const char *text, size_t size,
    size_t values_max, const struct json **out)
{
	enum json_fault fault = json_scan(text, size, values_max);

	if (fault != JSON_OK)
		return fault;
	struct json *const root = arena_take(arena, sizeof(*root));
	if (!root)
		return JSON_NO_ROOM;
	cJSON *const tree = cJSON_ParseWithLengthOpts(text, size + 1, NULL, 1);
	fault = tree ? copy_value(arena, tree, root) : JSON_NO_ROOM;
	cJSON_Delete(tree);
	if (fault == JSON_OK)
		*out = root;
	return fault;
}

const char *
json_fault_text(enum json_fault fault)
{
	_Static_assert(JSON_DEPTH_MAX == 16, "as the text below says");
	static const char *const texts[] = {
		[JSON_OK] = "no fault",
		[JSON_EMPTY] = "empty",
		[JSON_NOT_UTF8] = "not UTF-8",
		[JSON_HAS_NUL] = "holds U+0000",
		[JSON_TOO_DEEP] = "depth over 16",
		[JSON_TOO_MANY] = "too many values",
		[JSON_DUPLICATE_KEY] = "duplicate key",
		[JSON_SYNTAX] = "not JSON",
		[JSON_NO_ROOM] = "too large",
	};

	return texts[fault];
}

const struct json *
json_get(const struct json *object, const char *name)
{
	if (!object || object->type != JSON_OBJECT)
		return NULL;
	for (const struct json *at = object->first; at; at = at->next) {
		if (strcmp(at->name, name) == 0)
			return at;
	}
	return NULL;
}

const char *
json_text(const struct json *object, const char *name)
{
	const struct json *const value = json_get(object, name);

	return value && value->type == JSON_TEXT ? value->text : NULL;
}

bool
json_int(const struct json *object, const char *name, int64_t min,
    int64_t max, int64_t *out)
{
	const struct json *const value = json_get(object, name);

	if (!value || value->type != JSON_NUMBER ||
	    value->number < -exact_max || value->number > exact_max)
		return false;
	const int64_t whole = (int64_t)value->number;
	if ((double)whole != value->number || whole < min || whole > max)
		return false;
	*out = whole;
	return true;
}

bool
json_true(const struct json *object, const char *name)
{
	const struct json *const value = json_get(object, name);

	return value && value->type == JSON_BOOL && value->truth;
}
