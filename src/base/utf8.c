#include "utf8.h"

#include <stdint.h>
#include <string.h>

#include "arena.h"

#define REPLACEMENT "\xEF\xBF\xBD"	/* U+FFFD */

static bool
is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/*
 * The bytes of the well-formed sequence at `at`, 0 if there is none.
 *
 * UTF8-2 = %xC2-DF UTF8-tail
 * UTF8-3 = %xE0 %xA0-BF UTF8-tail / %xE1-EC 2( UTF8-tail ) /
 *          %xED %x80-9F UTF8-tail / %xEE-EF 2( UTF8-tail )
 * UTF8-4 = %xF0 %x90-BF 2( UTF8-tail ) / %xF1-F3 3( UTF8-tail ) /
 *          %xF4 %x80-8F 2( UTF8-tail )                    (RFC 3629 4)
 */
static size_t
sequence(const unsigned char *at, size_t left)
{
	const unsigned char lead = at[0];

	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	if (left < 2 || !is_tail(at[1]))
		return 0;
	if (lead < 0xE0)
		return 2;
	if (left < 3 || !is_tail(at[2]))
		return 0;
	if (lead < 0xF0) {
		if (lead == 0xE0 && at[1] < 0xA0)
			return 0;
		return lead == 0xED && at[1] > 0x9F ? 0 : 3;
	}
	if (left < 4 || !is_tail(at[3]))
		return 0;
	if (lead == 0xF0 && at[1] < 0x90)
		return 0;
	return lead == 0xF4 && at[1] > 0x8F ? 0 : 4;
}

bool
utf8_valid(const char *text, size_t size)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *const end = at + size;

	while (at < end) {
		uint64_t eight;
		size_t step;

		/* most text is ASCII: eight bytes per look */
		if (end - at >= 8) {
			memcpy(&eight, at, 8);
			if (!(eight & UINT64_C(0x8080808080808080))) {
				at += 8;
				continue;
			}
		}
		step = sequence(at, (size_t)(end - at));
		if (step == 0)
			return false;
		at += step;
	}
	return true;
}

size_t
utf8_cut(const char *text, size_t size, size_t max)
{
	if (size <= max)
		return size;
	while (max > 0 && is_tail((unsigned char)text[max]))
		max--;
	return max;
}

/* Code points below U+10000 only: neither blanks nor controls lie above */
static unsigned int
code_point(const unsigned char *at, size_t size)
{
	switch (size) {
	case 1:
		return at[0];
	case 2:
		return (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
	case 3:
		return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 |
		    (at[2] & 0x3Fu);
	default:
		return 0xFFFD;
	}
}

/* White_Space of the Unicode Character Database, PropList.txt */
static bool
is_blank(unsigned int point)
{
	if (point < 0x80)
		return point == ' ' || (point >= '\t' && point <= '\r');
	return point == 0x85 || point == 0xA0 || point == 0x1680 ||
	    (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
	    point == 0x2029 || point == 0x202F || point == 0x205F ||
	    point == 0x3000;
}

static bool
is_control(unsigned int point)
{
	return point < 0x20 || (point >= 0x7F && point <= 0x9F);
}

/* Nothing in it needs mending: printable ASCII, single inner blanks */
static bool
is_plain(const char *text, size_t size)
{
	if (size == 0 || text[0] == ' ' || text[size - 1] == ' ')
		return false;
	for (size_t i = 0; i < size; i++) {
		if (text[i] < ' ' || text[i] > '~')
			return false;
		if (text[i] == ' ' && text[i + 1] == ' ')
			return false;
	}
	return true;
}

/* A cleaned text on its way; `kept` ends behind the last non-blank */
struct cleaning {
	char *to;
	size_t size, kept, max;
	bool one_line;
};

/* One code point or replacement more; false when it no longer fits */
static bool
put(struct cleaning *clean, const char *from, size_t size,
    unsigned int point)
{
	const bool blank = is_blank(point);

	if (blank && clean->size == 0)
		return true;
	if (blank && clean->one_line) {
		if (clean->size > clean->kept)
			return true;
		from = " ";
		size = 1;
	} else if (is_control(point) && point != '\t' && point != '\n') {
		return true;
	}
	if (size > clean->max - clean->size)
		return false;
	memcpy(clean->to + clean->size, from, size);
	clean->size += size;
	if (!blank)
		clean->kept = clean->size;
	return true;
}

static char *
clean_copy(struct arena *arena, const char *text, size_t size,
    size_t max, bool one_line)
{
	if (size <= max && is_plain(text, size))
		return arena_copy(arena, text, size);
	const size_t grown = utf8_valid(text, size) ? size : 3 * size;
	const size_t room = grown < max ? grown : max;
	struct cleaning clean = { .max = room, .one_line = one_line };

	clean.to = arena_take(arena, room + 1);
	if (!clean.to)
		return NULL;
	for (size_t i = 0; i < size;) {
		const unsigned char *const at =
		    (const unsigned char *)text + i;
		const size_t step = sequence(at, size - i);
		const bool fits = step > 0
		    ? put(&clean, text + i, step, code_point(at, step))
		    : put(&clean, REPLACEMENT, 3, 0xFFFD);

		if (!fits)
			break;
		i += step > 0 ? step : 1;
	}
	clean.to[clean.kept] = '\0';
	return clean.kept > 0 ? clean.to : NULL;
}

char *
utf8_clean(struct arena *arena, const char *text, size_t size,
    size_t max)
{
	return clean_copy(arena, text, size, max, false);
}

char *
utf8_line(struct arena *arena, const char *text, size_t size,
    size_t max)
{
	return clean_copy(arena, text, size, max, true);
}
