/* json_mend: JSON as browsers write it, made what json_parse takes. */
#ifndef JSON_MEND_H
#define JSON_MEND_H

#include <stddef.h>

struct arena;

/*
 * A copy of the text in which the escape of half a surrogate pair, and that
 * of U+0000, are that of U+FFFD: JSON.stringify writes them (ECMA-262 25.5.2)
 * and json_parse refuses them.  NULL if the arena is spent.
 */
const char *json_mend(struct arena *arena, const char *text, size_t size);

#endif
