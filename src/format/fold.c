#include "fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <utf8proc.h>

#include "arena.h"

/* A sign may become several: a ligature, a letter and its marks. */
enum { SIGNS_MAX = 300, POINTS_MAX = 4 * SIGNS_MAX };

static bool
is_space(utf8proc_int32_t point)
{
	const utf8proc_category_t category = utf8proc_category(point);

	return category == UTF8PROC_CATEGORY_ZS ||
	    category == UTF8PROC_CATEGORY_ZL ||
	    category == UTF8PROC_CATEGORY_ZP ||
	    category == UTF8PROC_CATEGORY_CC;
}

/* In place; the new count. */
static utf8proc_ssize_t
join_spaces(utf8proc_int32_t *points, utf8proc_ssize_t count)
{
	utf8proc_ssize_t kept = 0;

	for (utf8proc_ssize_t i = 0; i < count; i++) {
		if (!is_space(points[i]))
			points[kept++] = points[i];
		else if (kept > 0 && points[kept - 1] != ' ')
			points[kept++] = ' ';
	}
	return kept > 0 && points[kept - 1] == ' ' ? kept - 1 : kept;
}

const char *
fold_name(struct arena *arena, const char *text)
{
	utf8proc_int32_t points[POINTS_MAX];
	utf8proc_ssize_t count = utf8proc_decompose(
	    (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)strlen(text),
	    points, POINTS_MAX, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE |
	    UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
	char *out;
	size_t size = 0;

	if (count < 0 || count > POINTS_MAX)
		return NULL;
	count = join_spaces(points, count);
	out = arena_room(arena, (size_t)count * 4 + 1);
	if (count == 0 || out == NULL)
		return NULL;
	for (utf8proc_ssize_t i = 0; i < count; i++)
		size += (size_t)utf8proc_encode_char(points[i],
		    (utf8proc_uint8_t *)out + size);
	out[size] = '\0';
	return out;
}
