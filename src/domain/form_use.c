#include "form_use.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "form.h"
#include "json.h"
#include "mask.h"
#include "str.h"
#include "utf8.h"

struct search_field {
	const char *name;
};

static const struct search_field search_fields[] = {
#include "search_fields.inc"
};

static int
compare(const void *name, const void *field)
{
	return strcmp(name, ((const struct search_field *)field)->name);
}

/* Many forms have no method and are sent by scripts, so GET alone says
   nothing; a field for searching in one that is alone does. */
static bool
is_search(const struct form *form)
{
	const struct form_field *field = &form->fields[0];
	char room[FIELD_NAME_MAX + 1];

	if (form->count != 1)
		return false;
	if (field->type != NULL && strcmp(field->type, "search") == 0)
		return true;
	return field->name != NULL && form->method != NULL &&
	    (*form->method == '\0' || str_same(form->method, "get")) &&
	    bsearch(mask_fold(field->name, room, sizeof(room)),
	    search_fields, sizeof(search_fields) / sizeof(search_fields[0]),
	    sizeof(search_fields[0]), compare) != NULL;
}

bool
form_is_errand(const struct form *form, const struct contact *contact)
{
	bool named = contact->first_name != NULL ||
	    contact->last_name != NULL || contact->phone != NULL;

	return form->payment || (form->password && !named) ||
	    is_search(form);
}

const char *
form_key(struct arena *arena, const struct form *form, const char *page)
{
	const char *path;
	size_t size;

	if (form->id != NULL)
		return form->id;
	if (form->name != NULL)
		return form->name;
	path = strstr(page, "://");
	path = path == NULL ? page : strchr(path + 3, '/');
	path = path == NULL ? "/" : path;
	size = strlen(path);
	return arena_copy(arena, path, utf8_cut(path, size, FIELD_NAME_MAX));
}

static void
print_field(const struct form_field *field, struct str *out)
{
	json_open(out, NULL, '{');
	json_add_text(out, "name", field->name);
	json_add_text(out, "type", field->type);
	json_add_text(out, "label", field->label);
	json_add_text(out, "value", field->value);
	json_close(out, '}');
}

void
form_print(const struct form *form, const char *names, struct str *out)
{
	json_open(out, NULL, '[');
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *field = &form->fields[i];

		if (*names == '\0' || (field->name != NULL &&
		    str_has_word(names, field->name, strlen(field->name))))
			print_field(field, out);
	}
	json_close(out, ']');
}
