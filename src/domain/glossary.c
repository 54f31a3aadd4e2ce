#include "glossary.h"

#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "hash.h"

enum { SLOTS = 2 * GLOSSARY_TEXTS };

struct glossary {
	unsigned char seed[HASH_SEED];	/* pages name their forms */
	uint32_t slots[SLOTS];		/* numbers; 0 = free */
	uint32_t starts[GLOSSARY_TEXTS + 1];	/* by number */
	char bytes[GLOSSARY_BYTES];
	uint32_t count, used;
};

struct glossary *
glossary_open(void)
{
	struct glossary *const glossary = calloc(1, sizeof(*glossary));

	if (glossary != NULL)
		hash_random(glossary->seed, sizeof(glossary->seed));
	return glossary;
}

void
glossary_close(struct glossary *glossary)
{
	free(glossary);
}

static bool
add(struct glossary *glossary, const char *text, size_t size, uint32_t *slot)
{
	if (glossary->count == GLOSSARY_TEXTS ||
	    GLOSSARY_BYTES - glossary->used <= size)
		return false;
	*slot = ++glossary->count;
	glossary->starts[*slot] = glossary->used;
	memcpy(glossary->bytes + glossary->used, text, size + 1);
	glossary->used += (uint32_t)size + 1;
	return true;
}

static const char *
text_of(const struct glossary *glossary, int64_t number)
{
	return glossary->bytes + glossary->starts[number];
}

bool
glossary_number(struct glossary *glossary, const char *text, int64_t *out)
{
	*out = 0;
	if (text == NULL)
		return true;
	const size_t size = strlen(text);
	size_t at = hash_short(glossary->seed, text, size) % SLOTS;

	while (glossary->slots[at] != 0 && strcmp(text,
	    text_of(glossary, glossary->slots[at])) != 0)
		at = (at + 1) % SLOTS;
	if (glossary->slots[at] == 0 &&
	    !add(glossary, text, size, &glossary->slots[at]))
		return false;
	*out = glossary->slots[at];
	return true;
}

const char *
glossary_text(const struct glossary *glossary, int64_t number)
{
	return number == 0 ? NULL : text_of(glossary, number);
}
