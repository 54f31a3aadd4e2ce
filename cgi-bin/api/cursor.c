#include "cursor.h"

#include <string.h>

#include "arena.h"
#include "inquiry.h"
#include "json.h"
#include "str.h"

bool
cursor_read(struct inquiry *inquiry, const char *name, struct cursor *out)
{
	const char *const text = inquiry_param(inquiry, name);
	const char *const dot = text == NULL ? NULL : strchr(text, '.');

	*out = (struct cursor){ .id = 0 };
	if (text == NULL)
		return true;
	const char *const moment = dot == NULL ? NULL : arena_copy(
	    inquiry->arena, text, (size_t)(dot - text));
	if (moment != NULL && str_int(moment, 0, INT64_MAX, &out->moment) &&
	    str_int(dot + 1, 1, INT64_MAX, &out->id))
		return true;
	inquiry_bad(inquiry, name, "%s is the `next` of the page before.",
	    name);
	return false;
}

void
cursor_say(struct str *out, const struct cursor *next, bool more)
{
	char room[64];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_add_int(&text, next->moment);
	str_add_char(&text, '.');
	str_add_int(&text, next->id);
	inquiry_text(out, "next", more ? room : NULL);
}
