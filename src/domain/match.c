#include "match.h"

#include <string.h>

#include "arena.h"
#include "fold.h"
#include "json.h"
#include "phone.h"
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

/* Whether one text of a value is the one that is meant. */
typedef bool comparer(const char *text, const char *wanted);

/* "a@b", {"value": "a@b"}, or a list of either. */
static bool
holds(const struct json *value, const char *wanted, comparer *same)
{
	const char *text;

	if (value == NULL)
		return false;
	if (value->type == JSON_LIST) {
		for (value = value->first; value != NULL; value = value->next)
			if (value->type != JSON_LIST &&
			    holds(value, wanted, same))
				return true;
		return false;
	}
	text = value->type == JSON_TEXT ? value->text
	    : json_text(value, "value");
	return text != NULL && same(text, wanted);
}

static bool
holds_address(const struct json *person, const char *email, comparer *same)
{
	return holds(json_get(person, "emails"), email, same) ||
	    holds(json_get(person, "email"), email, same) ||
	    holds(json_get(person, "primary_email"), email, same);
}

bool
match_has_email(const struct json *person, const char *email)
{
	return holds_address(person, email, same_address);
}

static bool
has_phone(const struct json *person, const char *phone)
{
	return holds(json_get(person, "phones"), phone, phone_same) ||
	    holds(json_get(person, "phone"), phone, phone_same);
}

static bool
is_any(const char *text, const char *wanted)
{
	(void)wanted;
	return text[strspn(text, " \t\r\n")] != '\0';
}

static bool
has_name(struct arena *arena, const struct json *person, const char *name)
{
	const char *const theirs = json_text(person, "name");
	const char *const folded = theirs == NULL ? NULL
	    : fold_name(arena, theirs);
	const char *const ours = fold_name(arena, name);

	return folded != NULL && ours != NULL && strcmp(folded, ours) == 0;
}

bool
match_is_namesake(struct arena *arena, const struct json *person,
    const char *name)
{
	return name != NULL && !holds_address(person, "", is_any) &&
	    has_name(arena, person, name);
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
insert(struct match *match, const struct match_person *person)
{
	size_t at = match->count;

	for (size_t i = 0; i < match->count; i++)
		if (match->persons[i].id == person->id)
			return;
	if (match->count == MATCHES_MAX) {
		match->too_many = true;
		return;
	}
	for (; at > 0 && match->persons[at - 1].id > person->id; at--)
		match->persons[at] = match->persons[at - 1];
	match->persons[at] = *person;
	match->count++;
}

static bool
is_ours(struct arena *arena, const struct json *person,
    const struct match_who *who, enum match_by by)
{
	switch (by) {
	case MATCH_EMAIL:
		return match_has_email(person, who->email);
	case MATCH_PHONE:
		return has_phone(person, who->phone);
	default:
		return has_name(arena, person, who->name);
	}
}

void
match_add(struct match *match, struct arena *arena, const struct json *data,
    const struct match_who *who, enum match_by by)
{
	const struct json *const items = json_get(data, "items");

	if (items == NULL || items->type != JSON_LIST)
		return;
	for (const struct json *at = items->first; at != NULL; at = at->next) {
		const struct json *const item = json_get(at, "item");
		struct match_person person = { .by = by };

		if (!json_int(item, "id", 1, id_max, &person.id) ||
		    !is_ours(arena, item, who, by))
			continue;
		person.name = name_of(arena, item);
		person.namesake = match_is_namesake(arena, item, who->name);
		insert(match, &person);
	}
}

enum matched
match_judge(const struct match *match)
{
	size_t proved = 0;

	for (size_t i = 0; i < match->count; i++)
		proved += match->persons[i].by == MATCH_EMAIL;
	if (match->too_many || proved > 1)
		return proved > 0 ? MATCHED_SEVERAL : MATCHED_WEAKLY;
	if (match->count == 0)
		return MATCHED_NOBODY;
	if (proved == 1 && match->count == 1)
		return MATCHED_ONE;
	return match->count == 1 && match->persons[0].namesake
	    ? MATCHED_NAMESAKE : MATCHED_WEAKLY;
}

void
match_print(const struct match *match, struct str *out)
{
	static const char *const words[] = { [MATCH_EMAIL] = "email",
		[MATCH_PHONE] = "phone", [MATCH_NAME] = "name" };

	json_open(out, NULL, '[');
	for (size_t i = 0; i < match->count; i++) {
		const struct match_person *const person = &match->persons[i];

		json_open(out, NULL, '{');
		json_add_int(out, "id", person->id);
		json_add_text(out, "name", person->name);
		json_add_text(out, "by", words[person->by]);
		json_close(out, '}');
	}
	json_close(out, ']');
}

bool
match_is_gone(const struct json *person)
{
	return json_true(person, "is_deleted");
}
