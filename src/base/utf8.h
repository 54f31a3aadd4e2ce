/* utf8: text from strangers, made valid and cut to size. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF. */
bool utf8_valid(const char *text, size_t size);

/* The largest length <= max that does not split a code point; text valid. */
size_t utf8_cut(const char *text, size_t size, size_t max);

/*
 * A NUL-terminated copy of at most `max` bytes: invalid bytes become U+FFFD,
 * control characters but tab and newline go, blanks at both ends go.  NULL
 * when nothing is left or the arena is spent.
 */
char *utf8_clean(struct arena *arena, const char *text, size_t size,
    size_t max);

/* As utf8_clean, and every run of white space becomes one blank. */
char *utf8_line(struct arena *arena, const char *text, size_t size,
    size_t max);

#endif
