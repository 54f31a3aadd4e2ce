#include "json_mend.h"

#include <string.h>

#include "arena.h"
#include "str.h"

/* U+FFFD */
static const char replacement[6] = { '\\', 'u', 'f', 'f', 'f', 'd' };

/* The code unit of \uXXXX at `at`, -1 where there is no such escape. */
static int
unit_at(const char *at)
{
	int unit = 0;

	if (at[0] != '\\' || at[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = str_hex(at[i]);

		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

/* How much of the text at an escape is right as it stands; 0 = to be mended. */
static size_t
right_at(const char *at)
{
	const int unit = unit_at(at);
	const int next = unit < 0 ? -1 : unit_at(at + 6);

	if (unit < 0)
		return at[1] == '\0' ? 1 : 2;
	if ((unit & 0xFC00) == 0xD800)
		return next >= 0 && (next & 0xFC00) == 0xDC00 ? 12 : 0;
	return unit == 0 || (unit & 0xFC00) == 0xDC00 ? 0 : 6;
}

const char *
json_mend(struct arena *arena, const char *text, size_t size)
{
	char *copy = arena_copy(arena, text, size);
	char *at = copy == NULL ? NULL : strchr(copy, '\\');

	while (at != NULL) {
		size_t right = right_at(at);

		if (right == 0) {
			memcpy(at, replacement, sizeof(replacement));
			right = sizeof(replacement);
		}
		at = strchr(at + right, '\\');
	}
	return copy;
}
