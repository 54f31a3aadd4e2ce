#include "form.h"

#include <string.h>

#include "arena.h"
#include "email.h"
#include "json.h"
#include "mask.h"
#include "str.h"
#include "utf8.h"

enum role { ROLE_EMAIL, ROLE_PHONE, ROLE_FIRST, ROLE_LAST, ROLE_FULL,
	ROLE_NONE };

static const struct {
	const char *word, *role;
} words[] = {
#include "field_roles.inc"
};

static const struct {
	const char *name;
	enum role role;
} roles[] = {
	{ "email", ROLE_EMAIL }, { "phone", ROLE_PHONE },
	{ "first", ROLE_FIRST }, { "last", ROLE_LAST }, { "full", ROLE_FULL },
};

/* HTML standard 4.10.18.7: what the site itself says a field is. */
static const struct {
	const char *token;
	enum role role;
} tokens[] = {
	{ "email", ROLE_EMAIL }, { "tel", ROLE_PHONE },
	{ "tel-national", ROLE_PHONE }, { "given-name", ROLE_FIRST },
	{ "family-name", ROLE_LAST }, { "name", ROLE_FULL },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

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
	    mask_is_secret_name(field->name) ||
	    mask_is_secret_name(field->label);
}

static enum role role_of(const struct form_field *field);

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
	if ((role_of(field) != ROLE_PHONE || !fits_phone(value)) &&
	    email_normal(arena, value) == NULL)
		(void)mask_numbers(value);
}

/* Who somebody is goes before what else they filled in, wherever it stood. */
static struct form_field *
last_room(struct form *form, const struct form_field *field)
{
	enum role role = role_of(field);
	struct form_field *at = &form->fields[FIELDS_MAX - 1 - role];

	return role == ROLE_NONE || role_of(at) != ROLE_NONE ? NULL : at;
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
	*at = field;
	at->value = value;
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

static enum role
role_of_word(const char *text)
{
	char room[FIELD_NAME_MAX + 1];
	const char *name = mask_fold(text, room, sizeof(room));

	for (size_t i = 0; *name != '\0' && i < COUNT(words); i++)
		if (strcmp(words[i].word, name) == 0)
			for (size_t r = 0; r < COUNT(roles); r++)
				if (strcmp(roles[r].name, words[i].role) == 0)
					return roles[r].role;
	return ROLE_NONE;
}

/* The last word of "section-x shipping email" is the field's meaning. */
static enum role
role_of_token(const char *autocomplete)
{
	const char *last = autocomplete == NULL ? NULL
	    : strrchr(autocomplete, ' ');

	last = last == NULL ? autocomplete : last + 1;
	for (size_t i = 0; last != NULL && i < COUNT(tokens); i++)
		if (str_same(tokens[i].token, last))
			return tokens[i].role;
	return ROLE_NONE;
}

static enum role
role_of(const struct form_field *field)
{
	enum role role = role_of_token(field->autocomplete);

	if (role == ROLE_NONE && field->type != NULL) {
		if (strcmp(field->type, "email") == 0)
			role = ROLE_EMAIL;
		else if (strcmp(field->type, "tel") == 0)
			role = ROLE_PHONE;
	}
	if (role == ROLE_NONE)
		role = role_of_word(field->name);
	return role == ROLE_NONE ? role_of_word(field->label) : role;
}

/* Whatever stands around them: "ext. 12", "(evenings)", a pasted dash. */
static bool
looks_like_phone(const char *value)
{
	size_t digits = count_digits(value);

	return digits >= 6 && digits <= 20;
}

/* "Ada Maria Byron": the first word, and the rest. */
static void
split_name(struct arena *arena, const char *full, struct contact *contact)
{
	const char *blank = strchr(full, ' ');

	if (contact->first_name != NULL || contact->last_name != NULL)
		return;
	contact->first_name = blank == NULL ? full
	    : arena_copy(arena, full, (size_t)(blank - full));
	contact->last_name = blank == NULL ? NULL : blank + 1;
}

static const char *
one_line(struct arena *arena, const char *value)
{
	return utf8_line(arena, value, strlen(value), NAME_MAX_BYTES);
}

struct contact
form_contact(struct arena *arena, const struct form *form)
{
	struct contact found = { 0 };
	const char *full = NULL, *any_email = NULL;

	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];
		const char *address = email_normal(arena, field->value);
		enum role role = role_of(field);

		if (any_email == NULL)
			any_email = address;
		if (role == ROLE_EMAIL && found.email == NULL)
			found.email = address;
		else if (role == ROLE_PHONE && found.phone == NULL &&
		    looks_like_phone(field->value))
			found.phone = one_line(arena, field->value);
		else if (role == ROLE_FIRST && found.first_name == NULL)
			found.first_name = one_line(arena, field->value);
		else if (role == ROLE_LAST && found.last_name == NULL)
			found.last_name = one_line(arena, field->value);
		else if (role == ROLE_FULL && full == NULL)
			full = one_line(arena, field->value);
	}
	if (found.email == NULL)
		found.email = any_email;
	if (full != NULL)
		split_name(arena, full, &found);
	return found;
}
