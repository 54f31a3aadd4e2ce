#include "match.h"

#include <string.h>

#include "arena.h"
#include "json.h"
#include "str.h"

/* Ids beyond this are not exact in JSON numbers (RFC 8259 6). */
static const int64_t id_max = INT64_C(9007199254740991);

enum { NAME_SHOWN = 120 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
same_address(const char *text, const char *email)
{
	char trimmed[256];
	size_t size;

	while (is_blank(*text))
		text++;
	size = strlen(text);
	while (size > 0 && is_blank(text[size - 1]))
		size--;
	if (size == 0 || size >= sizeof(trimmed))
		return false;
	memcpy(trimmed, text, size);
	trimmed[size] = '\0';
	return str_same(trimmed, email);
}

/* "a@b", {"value": "a@b"}, or a list of either. */
static bool
holds_address(const struct json *value, const char *email)
{
	const char *text;

	if (value == NULL)
		return false;
	if (value->type == JSON_LIST) {
		for (value = value->first; value != NULL; value = value->next)
			if (value->type != JSON_LIST &&
			    holds_address(value, email))
				return true;
		return false;
	}
	text = value->type == JSON_TEXT ? value->text
	    : json_text(value, "value");
	return text != NULL && same_address(text, email);
}

bool
match_has_email(const struct json *person, const char *email)
{
	return holds_address(json_get(person, "emails"), email) ||
	    holds_address(json_get(person, "email"), email) ||
	    holds_address(json_get(person, "primary_email"), email);
}

static const char *
name_of(struct arena *arena, const struct json *person)
{
	const char *const name = json_text(person, "name");
	const char *copy = NULL;
	size_t size;

	if (name == NULL)
		return "";
	size = strlen(name);
	while (size > NAME_SHOWN || (name[size] & 0xc0) == 0x80)
		size--;
	copy = arena_copy(arena, name, size);
	return copy == NULL ? "" : copy;
}

/* In order, so that the same persons give the same candidates. */
static void
insert(struct match *match, int64_t id, const char *name)
{
	size_t at = match->count;

	for (size_t i = 0; i < match->count; i++)
		if (match->persons[i].id == id)
			return;
	if (match->count == MATCHES_MAX) {
		match->too_many = true;
		return;
	}
	for (; at > 0 && match->persons[at - 1].id > id; at--)
		match->persons[at] = match->persons[at - 1];
	match->persons[at] = (struct match_person){ id, name };
	match->count++;
}

void
match_add(struct match *match, struct arena *arena, const struct json *data,
    const char *email)
{
	const struct json *const items = json_get(data, "items");

	if (items == NULL || items->type != JSON_LIST)
		return;
	for (const struct json *at = items->first; at != NULL; at = at->next) {
		const struct json *const person = json_get(at, "item");
		int64_t id;

		if (json_int(person, "id", 1, id_max, &id) &&
		    match_has_email(person, email))
			insert(match, id, name_of(arena, person));
	}
}

void
match_print(const struct match *match, struct str *out)
{
	json_open(out, NULL, '[');
	for (size_t i = 0; i < match->count; i++) {
		json_open(out, NULL, '{');
		json_add_int(out, "id", match->persons[i].id);
		json_add_text(out, "name", match->persons[i].name);
		json_close(out, '}');
	}
	json_close(out, ']');
}

bool
match_is_gone(const struct json *person)
{
	return json_true(person, "is_deleted");
}
