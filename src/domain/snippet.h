/* snippet: the script tag as one pastes it, its words in braces filled in. */
#ifndef SNIPPET_H
#define SNIPPET_H

#include <stdbool.h>
#include <stddef.h>

struct str;

/* For any page: {mount}, {id}, {settings} as cli/tag_place.h says. */
extern const char snippet_plain[];

/* What a word in braces, "{id}", stands for. */
struct snippet_slot {
	const char *name, *value;
};

/* `text` with the words of `slots` filled in; others stay. */
void snippet_fill(struct str *out, const char *text,
    const struct snippet_slot *slots, size_t count);

/* As text and attribute of HTML: & < > " ' are no sign of it any more. */
void snippet_escape(struct str *out, const char *text);

#endif
