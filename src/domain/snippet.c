#include "snippet.h"

#include <string.h>

#include "str.h"

const char snippet_plain[] = "<script async src=\"{mount}/a.js\""
    " data-pixel-id=\"{id}\"{settings}></script>";

void
snippet_fill(struct str *out, const char *text,
    const struct snippet_slot *slots, size_t count)
{
	while (*text != '\0') {
		size_t i = 0;
		while (i < count && !str_starts(text, slots[i].name))
			i++;
		if (i < count)
			str_add(out, slots[i].value);
		else
			str_add_char(out, *text);
		text += i < count ? strlen(slots[i].name) : 1;
	}
}

void
snippet_escape(struct str *out, const char *text)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" },
		{ '"', "&quot;" }, { '\'', "&#39;" } };
	enum { COUNT = sizeof(entities) / sizeof(entities[0]) };

	for (; *text != '\0'; text++) {
		size_t i = 0;
		while (i < COUNT && entities[i].c != *text)
			i++;
		if (i < COUNT)
			str_add(out, entities[i].entity);
		else
			str_add_char(out, *text);
	}
}
