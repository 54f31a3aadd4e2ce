#include "family.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "pattern.h"
#include "str.h"

enum { TEXTS = 4 };	/* a name and three parts of a version */

/* "$1" in a text is what the first group took; NULL: the group of its turn. */
struct rule {
	const char *expression;
	const char *texts[TEXTS];
};

static const struct rule browsers[] = {
#include "list_browsers.inc"
};

static const struct rule systems[] = {
#include "list_systems.inc"
};

enum { BROWSERS = sizeof(browsers) / sizeof(browsers[0]),
	SYSTEMS = sizeof(systems) / sizeof(systems[0]) };

static const struct {
	const struct rule *rules;
	size_t count, first;	/* place of its first expression */
} lists[FAMILY_KINDS] = {
	[FAMILY_BROWSER] = { browsers, BROWSERS, 0 },
	[FAMILY_SYSTEM] = { systems, SYSTEMS, BROWSERS },
};

struct families {
	struct pattern *patterns[BROWSERS + SYSTEMS];
};

static bool
open_list(struct families *families, enum family_kind kind)
{
	struct pattern **patterns = &families->patterns[lists[kind].first];

	for (size_t i = 0; i < lists[kind].count; i++) {
		patterns[i] = pattern_open(lists[kind].rules[i].expression,
		    PATTERN_FAST);
		if (patterns[i] == NULL)
			return false;
	}
	return true;
}

struct families *
families_open(void)
{
	struct families *families = calloc(1, sizeof(*families));

	if (families != NULL && open_list(families, FAMILY_BROWSER) &&
	    open_list(families, FAMILY_SYSTEM))
		return families;
	families_close(families);
	return NULL;
}

void
families_close(struct families *families)
{
	for (int i = 0; families != NULL && i < BROWSERS + SYSTEMS; i++)
		pattern_close(families->patterns[i]);
	free(families);
}

/* Blanks at both ends go; nothing left is nothing said. */
static const char *
trimmed(struct arena *arena, const char *text, size_t size)
{
	for (; size > 0 && isspace((unsigned char)*text); text++)
		size--;
	while (size > 0 && isspace((unsigned char)text[size - 1]))
		size--;
	return size == 0 ? NULL : arena_copy(arena, text, size);
}

static const char *
fill_in(struct arena *arena, const char *text,
    const struct piece groups[PATTERN_PARTS])
{
	char room[AGENT_MAX + 1];
	struct str out;

	str_init(&out, room, sizeof(room));
	for (; *text != '\0'; text++) {
		const int digit = text[0] == '$' ? text[1] - '0' : 0;

		if (digit < 1 || digit >= PATTERN_PARTS) {
			str_add_char(&out, *text);
			continue;
		}
		if (groups[digit].text != NULL)
			str_add_bytes(&out, groups[digit].text,
			    groups[digit].size);
		text++;
	}
	return trimmed(arena, out.data, out.size);
}

static const char *
text_of(struct arena *arena, const struct rule *rule, int which,
    const struct piece groups[PATTERN_PARTS])
{
	if (rule->texts[which] != NULL)
		return fill_in(arena, rule->texts[which], groups);
	return groups[which + 1].text == NULL ? NULL
	    : trimmed(arena, groups[which + 1].text, groups[which + 1].size);
}

struct family
family_find(const struct families *families, enum family_kind kind,
    struct arena *arena, const char *user_agent)
{
	struct family family = { .name = NULL };
	struct piece groups[PATTERN_PARTS];
	const struct rule *rule = lists[kind].rules;
	struct pattern *const *pattern = &families->patterns[
	    lists[kind].first];
	size_t left = lists[kind].count;

	for (; left > 0 && !pattern_match(*pattern, user_agent, groups);
	    left--, pattern++)
		rule++;
	if (left == 0)
		return family;
	family.name = text_of(arena, rule, 0, groups);
	for (int part = 0; part < TEXTS - 1; part++)
		family.parts[part] = text_of(arena, rule, part + 1, groups);
	return family;
}
