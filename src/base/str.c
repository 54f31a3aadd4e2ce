#include "str.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void
str_init(struct str *str, char *memory, size_t room)
{
	assert(room > 0);
	*str = (struct str){ .data = memory, .room = room };
	str->data[0] = '\0';
}

/* Where the next `size` bytes go, already counted; NULL when they do not fit */
static char *
claim(struct str *str, size_t size)
{
	if (str->failed || size > str->room - 1 - str->size) {
		str->failed = true;
		return NULL;
	}
	char *const at = str->data + str->size;
	str->size += size;
	str->data[str->size] = '\0';
	return at;
}

void
str_add(struct str *str, const char *text)
{
	str_add_bytes(str, text, strlen(text));
}

void
str_add_bytes(struct str *str, const char *text, size_t size)
{
	char *const at = claim(str, size);

	if (at && size > 0)
		memcpy(at, text, size);
}

void
str_add_char(struct str *str, char c)
{
	char *const at = claim(str, 1);

	if (at)
		*at = c;
}

void
str_add_int(struct str *str, int64_t value)
{
	char digits[24];
	char *const end = digits + sizeof(digits);
	char *at = end;
	/* negated as unsigned, because -INT64_MIN is not an int64_t */
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		*--at = '-';
	str_add_bytes(str, at, (size_t)(end - at));
}

void
str_add_hex(struct str *str, const void *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *const from = bytes;
	char *at = size <= str->room / 2 ? claim(str, 2 * size) : NULL;

	if (!at) {
		str->failed = true;
		return;
	}
	for (size_t i = 0; i < size; i++) {
		*at++ = digits[from[i] >> 4];
		*at++ = digits[from[i] & 15];
	}
}

void
str_addf(struct str *str, const char *format, ...)
{
	const size_t left = str->room - str->size;
	char *const at = str->data + str->size;
	va_list list;

	if (str->failed)
		return;
	va_start(list, format);
	const int size = vsnprintf(at, left, format, list);
	va_end(list);
	if (size < 0 || (size_t)size >= left) {
		*at = '\0';
		str->failed = true;
		return;
	}
	str->size += (size_t)size;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
str_same(const char *a, const char *b)
{
	/* not strcasecmp: a locale must not change what is equal */
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

bool
str_starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

bool
str_ends(const char *text, const char *end)
{
	const size_t size = strlen(text), tail = strlen(end);

	return size >= tail && memcmp(text + size - tail, end, tail) == 0;
}

bool
str_int(const char *text, int64_t min, int64_t max, int64_t *out)
{
	const char first = text[0] == '-' ? text[1] : text[0];
	char *end;

	/* strtoll would also take blanks and "+" */
	if (first < '0' || first > '9')
		return false;
	errno = 0;
	const long long value = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || value < min || value > max)
		return false;
	*out = value;
	return true;
}

bool
str_has_word(const char *words, const char *word, size_t size)
{
	while (*words != '\0') {
		size_t length = strcspn(words, " ");

		if (length == size && size > 0 &&
		    strncasecmp(words, word, size) == 0)
			return true;
		words += length + strspn(words + length, " ");
	}
	return false;
}

int
str_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}
