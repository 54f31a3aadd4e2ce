#include "form.h"

#include <string.h>

#include "arena.h"
#include "email.h"
#include "json.h"
#include "mask.h"
#include "str.h"
#include "utf8.h"

const char *
form_state_name(enum form_state state)
{
	static const char *const names[] = {
		[FORM_ATTEMPTED] = "attempted", [FORM_FAILED] = "failed",
		[FORM_CONFIRMED] = "confirmed",
	};

	return names[state];
}

enum form_state
form_state_parse(const char *name)
{
	for (int i = FORM_FAILED; i <= FORM_CONFIRMED; i++)
		if (name != NULL && strcmp(name,
		    form_state_name((enum form_state)i)) == 0)
			return (enum form_state)i;
	return FORM_ATTEMPTED;
}

/* HTML compares these without regard to case. */
static bool
has_word(const char *text, const char *word)
{
	return text != NULL && strcasestr(text, word) != NULL;
}

static bool
is_secret(const struct form_field *field)
{
	return (field->type != NULL && (str_same(field->type, "password") ||
	    str_same(field->type, "file"))) ||
	    has_word(field->autocomplete, "password") ||
	    has_word(field->autocomplete, "one-time-code") ||
	    has_word(field->autocomplete, "cc-") ||
	    mask_secret(field->name) != SECRET_NONE ||
	    mask_secret(field->label) != SECRET_NONE;
}

static size_t
count_digits(const char *value)
{
	size_t digits = 0;

	for (; *value != '\0'; value++)
		digits += *value >= '0' && *value <= '9';
	return digits;
}

/*
 * ITU-T E.164 6: 15 digits at most, the country's code included.  Many a
 * card's field is of type tel, too, for the sake of the keyboard.
 */
static bool
fits_phone(const char *value)
{
	return count_digits(value) <= (*value == '+' || *value == '0' ? 15
	    : 13);
}

/* A way to reach somebody is no card number, whatever its digits sum to. */
static void
mask_value(struct arena *arena, const struct form_field *field, char *value)
{
	if ((field->role != ROLE_PHONE || !fits_phone(value)) &&
	    email_normal(arena, value) == NULL)
		(void)mask_numbers(value);
}

/* Who somebody is goes before what else they filled in, wherever it stood. */
static struct form_field *
last_room(struct form *form, const struct form_field *field)
{
	struct form_field *at = &form->fields[FIELDS_MAX - 1 - field->role];

	return field->role == ROLE_NONE || at->role != ROLE_NONE ? NULL : at;
}

/* Boxes of one name are one choice: "red, green". */
static bool
join_box(struct arena *arena, struct form *form,
    const struct form_field *field)
{
	struct form_field *last = form->count == 0 ? NULL
	    : &form->fields[form->count - 1];
	struct str joined;
	size_t room;
	char *memory;

	if (last == NULL || last->name == NULL || last->type == NULL ||
	    field->name == NULL || field->type == NULL ||
	    strcmp(last->type, "checkbox") != 0 ||
	    strcmp(field->type, "checkbox") != 0 ||
	    strcmp(last->name, field->name) != 0)
		return false;
	room = strlen(last->value) + strlen(field->value) + sizeof(", ");
	memory = room > FIELD_VALUE_MAX ? NULL : arena_room(arena, room);
	if (memory == NULL)
		return false;
	str_init(&joined, memory, room);
	str_add(&joined, last->value);
	str_add(&joined, ", ");
	str_add(&joined, field->value);
	last->value = joined.data;
	return true;
}

static void
add_field(struct arena *arena, struct form *form, struct form_field field)
{
	size_t size = field.value == NULL ? 0 : strlen(field.value);
	bool full = form->count == FIELDS_MAX;
	struct form_field *at;
	char *value;

	if (size == 0 || is_secret(&field))
		return;
	field.role = role_of(&field);
	form->truncated = form->truncated || full || size > FIELD_VALUE_MAX;
	if (form->fields == NULL)
		form->fields = arena_take(arena, FIELDS_MAX *
		    sizeof(*form->fields));
	if (form->fields == NULL)
		return;
	at = full ? last_room(form, &field) : &form->fields[form->count];
	value = at == NULL ? NULL
	    : utf8_clean(arena, field.value, size, FIELD_VALUE_MAX);
	if (value == NULL)
		return;
	mask_value(arena, &field, value);
	field.value = value;
	if (join_box(arena, form, &field))
		return;
	*at = field;
	if (!full)
		form->count++;
}

/* What the page calls it: one short line, and no card number either. */
static const char *
short_line(struct arena *arena, const char *text)
{
	char *copy = text == NULL ? NULL
	    : utf8_line(arena, text, strlen(text), FIELD_NAME_MAX);

	if (copy != NULL)
		(void)mask_numbers(copy);
	return copy;
}

static const char *
short_text(struct arena *arena, const struct json *object, const char *name)
{
	return short_line(arena, json_text(object, name));
}

/* A scalar as the text that is stored; lists and objects are skipped. */
static const char *
scalar(struct arena *arena, const struct json *value)
{
	char room[64];
	struct str text;

	if (value == NULL || value->type == JSON_TEXT)
		return value == NULL ? NULL : value->text;
	if (value->type == JSON_BOOL)
		return value->truth ? "true" : "false";
	if (value->type != JSON_NUMBER)
		return NULL;
	str_init(&text, room, sizeof(room));
	json_add_number(&text, NULL, value->number);
	return arena_copy(arena, text.data, text.size);
}

static void
read_list(struct arena *arena, const struct json *list, struct form *form)
{
	for (const struct json *at = list->first; at != NULL; at = at->next)
		if (at->type == JSON_OBJECT)
			add_field(arena, form, (struct form_field){
				.name = short_text(arena, at, "name"),
				.type = short_text(arena, at, "type"),
				.autocomplete = short_text(arena, at,
				    "autocomplete"),
				.label = short_text(arena, at, "label"),
				.told = json_text(at, "role"),
				.value = scalar(arena, json_get(at, "value")),
				.hidden = json_true(at, "hidden"),
			});
}

static void
read_object(struct arena *arena, const struct json *object, struct form *form)
{
	for (const struct json *at = object->first; at != NULL; at = at->next)
		add_field(arena, form, (struct form_field){
			.name = short_line(arena, at->name),
			.value = scalar(arena, at),
		});
}

void
form_read(struct arena *arena, const struct json *data, struct form *form)
{
	for (int unwrap = 0; data != NULL && data->type == JSON_TEXT; unwrap++)
		if (unwrap == 2 || json_parse(arena, data->text,
		    strlen(data->text), JSON_VALUES_MAX, &data) != JSON_OK)
			return;
	if (data != NULL && data->type == JSON_LIST)
		read_list(arena, data, form);
	else if (data != NULL && data->type == JSON_OBJECT)
		read_object(arena, data, form);
}

/* Whatever stands around them: "ext. 12", "(evenings)", a pasted dash. */
static bool
looks_like_phone(const char *value)
{
	size_t digits = count_digits(value);

	return digits >= 6 && digits <= 20;
}

static const char *
one_line(struct arena *arena, const char *value)
{
	return utf8_line(arena, value, strlen(value), NAME_MAX_BYTES);
}

/* What the first field that asks for each holds. */
struct answers {
	const char *of[ROLE_NONE];
};

/* An address is nobody's name, whatever the field is called. */
static bool
fits(const struct form_field *field, const char *address)
{
	if (field->role == ROLE_EMAIL)
		return address != NULL;
	if (field->role == ROLE_PHONE)
		return looks_like_phone(field->value);
	return field->role != ROLE_NONE && address == NULL;
}

/* "Ada Maria Byron": the first word, and the rest. */
static void
split_name(struct arena *arena, const char *full, const char **front,
    const char **rest)
{
	const char *blank = strchr(full, ' ');

	*front = blank == NULL ? full
	    : arena_copy(arena, full, (size_t)(blank - full));
	*rest = blank == NULL ? NULL : blank + 1;
}

/* Beside "Ada" a name "Byron" or "Ada Byron" is that of the family. */
static const char *
name_after(const char *full, const char *first)
{
	const size_t size = strlen(first);

	if (strchr(full, ' ') == NULL)
		return strcmp(full, first) == 0 ? NULL : full;
	return str_starts(full, first) && full[size] == ' '
	    ? full + size + 1 : NULL;
}

/* Beside "Byron" a name "Ada" or "Ada Byron" is the first. */
static const char *
name_before(struct arena *arena, const char *full, const char *last)
{
	const size_t size = strlen(full), tail = strlen(last);

	if (strcmp(full, last) == 0)
		return NULL;
	return size > tail && str_ends(full, last) &&
	    full[size - tail - 1] == ' '
	    ? arena_copy(arena, full, size - tail - 1) : full;
}

/* Some words ask for one name or for the whole: the other fields tell. */
static void
name_by_parts(const struct answers *answers, struct contact *found)
{
	const char *const *of = answers->of;

	found->first_name = of[ROLE_FIRST];
	found->last_name = of[ROLE_LAST];
	if (found->first_name == NULL &&
	    (found->last_name != NULL || of[ROLE_FAMILY] != NULL))
		found->first_name = of[ROLE_GIVEN];
	if (found->last_name == NULL && found->first_name != NULL)
		found->last_name = of[ROLE_FAMILY];
}

static void
name_by_whole(struct arena *arena, const struct answers *answers,
    struct contact *found)
{
	const char *const *of = answers->of;
	const char *full = of[ROLE_FULL] != NULL ? of[ROLE_FULL]
	    : of[ROLE_GIVEN] != NULL ? of[ROLE_GIVEN] : of[ROLE_FAMILY];

	if (full != NULL)
		split_name(arena, full, &found->first_name,
		    &found->last_name);
	else if (of[ROLE_TURNED] != NULL)
		split_name(arena, of[ROLE_TURNED], &found->last_name,
		    &found->first_name);
}

static void
name_person(struct arena *arena, const struct answers *answers,
    struct contact *found)
{
	const char *full = answers->of[ROLE_FULL];

	name_by_parts(answers, found);
	if (found->first_name == NULL && found->last_name == NULL)
		name_by_whole(arena, answers, found);
	else if (full != NULL && found->last_name == NULL)
		found->last_name = name_after(full, found->first_name);
	else if (full != NULL && found->first_name == NULL)
		found->first_name = name_before(arena, full,
		    found->last_name);
}

/* The first of each role; those that the page itself marks go before. */
static void
collect(struct arena *arena, const struct form *form, bool told,
    struct answers *answers, const char **any_email)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];
		const char *address = email_normal(arena, field->value);

		if (*any_email == NULL)
			*any_email = address;
		if ((field->told != NULL) == told && fits(field, address) &&
		    answers->of[field->role] == NULL)
			answers->of[field->role] = field->role == ROLE_EMAIL
			    ? address : one_line(arena, field->value);
	}
}

void
form_withheld(const struct json *about, struct form *form)
{
	const struct json *at = about == NULL ? NULL : about->first;

	for (; at != NULL; at = at->next) {
		enum secret kind = mask_secret(at->text);

		form->password = form->password || kind == SECRET_PASSWORD;
		form->payment = form->payment || kind == SECRET_PAYMENT;
	}
}

struct contact
form_contact(struct arena *arena, const struct form *form)
{
	struct answers answers = { 0 };
	struct contact found = { 0 };

	collect(arena, form, true, &answers, &found.email);
	collect(arena, form, false, &answers, &found.email);
	if (answers.of[ROLE_EMAIL] != NULL)
		found.email = answers.of[ROLE_EMAIL];
	found.phone = answers.of[ROLE_PHONE];
	found.company = answers.of[ROLE_COMPANY];
	name_person(arena, &answers, &found);
	return found;
}
