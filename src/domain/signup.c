#include "signup.h"

#include <string.h>

#include "arena.h"
#include "json.h"
#include "newsletter.h"
#include "url.h"

/* "?a=1&b=2" as {"a": "1", "b": "2"}; values in vain are left out. */
static const struct json *
read_query(struct arena *arena, const char *query)
{
	struct json *const object = arena_take(arena, sizeof(*object));
	const struct json **end = object == NULL ? NULL : &object->first;
	struct url_param param;

	if (object == NULL)
		return NULL;
	object->type = JSON_OBJECT;
	while (url_next_param(&query, &param)) {
		struct json *const member = arena_take(arena,
		    sizeof(*member));

		if (member == NULL)
			return NULL;
		member->type = JSON_TEXT;
		member->name = url_decode(arena, param.name, param.name_size,
		    FIELD_NAME_MAX);
		member->text = url_decode(arena, param.value,
		    param.value_size, FIELD_VALUE_MAX);
		if (member->name == NULL || member->text == NULL)
			continue;
		*end = member;
		end = &member->next;
	}
	return object;
}

bool
signup_read(struct arena *arena, const char *param, const char *url,
    struct signup *out)
{
	const char *const query = strchr(url, '?');
	const char *asked;

	if (*param == '\0' || query == NULL)
		return false;
	asked = url_find(arena, query + 1, param, FIELD_VALUE_MAX);
	if (asked == NULL || !newsletter_is_yes(asked))
		return false;
	*out = (struct signup){ .form.filled_ms = -1 };
	form_read(arena, read_query(arena, query + 1), &out->form);
	out->contact = form_contact(arena, &out->form);
	return out->contact.email != NULL;
}
