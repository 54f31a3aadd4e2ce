/* str: text built in a buffer born with its maximum. */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Always NUL-terminated.  A piece that does not fit is left out whole and
 * sets `failed`, after which nothing more is added: ask once, at the end.
 */
struct str {
	char *data;
	size_t size;	/* bytes of text, without the NUL */
	size_t room;	/* bytes of the buffer, with the NUL */
	bool failed;
};

/* `room` is at least 1; the memory stays the caller's. */
void str_init(struct str *str, char *memory, size_t room);

void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const char *text, size_t size);
void str_add_char(struct str *str, char c);
void str_add_int(struct str *str, int64_t value);

/* Lower-case hexadecimal of `size` bytes. */
void str_add_hex(struct str *str, const void *bytes, size_t size);

/* printf's formats; for text that is not on a hot path. */
void str_addf(struct str *str, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Equal but for the case of A-Z; both NUL-terminated. */
bool str_same(const char *a, const char *b);

/* `text` begins with `start` / ends with `end`, byte for byte. */
bool str_starts(const char *text, const char *start);
bool str_ends(const char *text, const char *end);

/* One of the blank-separated words is that one, but for the case of A-Z. */
bool str_has_word(const char *words, const char *word, size_t size);

/* The value of a hexadecimal digit; -1 for anything else. */
int str_hex(char c);

/* A whole decimal number within [min, max] and nothing after it. */
bool str_int(const char *text, int64_t min, int64_t max, int64_t *out);

#endif
