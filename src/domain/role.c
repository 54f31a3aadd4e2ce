#include "role.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "caption.h"
#include "form.h"
#include "str.h"

struct word {
	const char *word, *role;
};

static const struct word words[] = {
#include "field_roles.inc"
};

struct token {
	const char *word;
	enum role role;
};

/* The words of data/field_roles.tsv. */
static const struct token roles[] = {
	{ "email", ROLE_EMAIL }, { "phone", ROLE_PHONE },
	{ "first", ROLE_FIRST }, { "last", ROLE_LAST },
	{ "full", ROLE_FULL }, { "company", ROLE_COMPANY },
	{ "given", ROLE_GIVEN }, { "family", ROLE_FAMILY },
	{ "turned", ROLE_TURNED }, { "none", ROLE_NONE },
};

/* Of the attribute data-lp-field. */
static const struct token told[] = {
	{ "email", ROLE_EMAIL }, { "phone", ROLE_PHONE },
	{ "first_name", ROLE_FIRST }, { "last_name", ROLE_LAST },
	{ "name", ROLE_FULL }, { "company", ROLE_COMPANY },
};

/* Of the attribute autocomplete. */
static const struct token tokens[] = {
	{ "email", ROLE_EMAIL }, { "tel", ROLE_PHONE },
	{ "tel-national", ROLE_PHONE }, { "given-name", ROLE_FIRST },
	{ "family-name", ROLE_LAST }, { "name", ROLE_FULL },
	{ "organization", ROLE_COMPANY },
};

static const struct token types[] = {
	{ "email", ROLE_EMAIL }, { "tel", ROLE_PHONE },
};

/* One ticks these or points at them: what they hold nobody wrote. */
static const struct token choices[] = {
	{ "checkbox", ROLE_NONE }, { "radio", ROLE_NONE },
	{ "range", ROLE_NONE }, { "color", ROLE_NONE },
	{ "date", ROLE_NONE }, { "button", ROLE_NONE },
	{ "submit", ROLE_NONE },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct token *
find(const struct token *table, size_t count, const char *word)
{
	for (size_t i = 0; word != NULL && i < count; i++)
		if (str_same(table[i].word, word))
			return &table[i];
	return NULL;
}

/* The last word of "section-x shipping email" is the field's meaning; only
   "webauthn" may follow it. */
static const struct token *
find_token(const char *autocomplete)
{
	char room[FIELD_NAME_MAX + 1];
	const size_t size = autocomplete == NULL ? 0 : strlen(autocomplete);
	char *last;

	if (size == 0 || size >= sizeof(room))
		return NULL;
	memcpy(room, autocomplete, size + 1);
	last = strrchr(room, ' ');
	if (last != NULL && str_same(last + 1, "webauthn")) {
		*last = '\0';
		last = strrchr(room, ' ');
	}
	return find(tokens, COUNT(tokens), last == NULL ? room : last + 1);
}

static int
compare(const void *text, const void *word)
{
	return strcmp(text, ((const struct word *)word)->word);
}

/* NULL: those words are in no list. */
static const struct token *
find_role(const struct caption *caption, enum caption_part part)
{
	char room[FIELD_NAME_MAX + 1];
	const struct word *const found = bsearch(caption_join(caption, part,
	    room), words, COUNT(words), sizeof(words[0]), compare);

	return found == NULL ? NULL : find(roles, COUNT(roles), found->role);
}

/*
 * What stands in brackets explains, or changes all ("Name (of your dog)").
 * Addresses and numbers prove themselves, so there it is passed over.
 */
static enum role
role_of_caption(const char *text)
{
	const struct token *found;
	struct caption caption;

	caption_read(text, &caption);
	found = find_role(&caption, CAPTION_WHOLE);
	if (found == NULL)
		found = find_role(&caption, CAPTION_PLAIN);
	if (found != NULL)
		return found->role;
	found = find_role(&caption, CAPTION_WITHOUT_ASIDES);
	return found != NULL && (found->role == ROLE_EMAIL ||
	    found->role == ROLE_PHONE) ? found->role : ROLE_NONE;
}

enum role
role_of(const struct form_field *field)
{
	const struct token *sure = find(told, COUNT(told), field->told);
	enum role role;

	if (sure == NULL)
		sure = find_token(field->autocomplete);
	if (sure == NULL)
		sure = find(types, COUNT(types), field->type);
	if (sure == NULL)
		sure = find(choices, COUNT(choices), field->type);
	if (sure != NULL)
		return sure->role;
	role = role_of_caption(field->name);
	return role == ROLE_NONE ? role_of_caption(field->label) : role;
}
