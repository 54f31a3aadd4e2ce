#include "id.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "str.h"

/* 32 digits and four dashes (RFC 9562 4) */
enum { DASHED_SIZE = 36 };

struct id
id_make(int64_t now_ms)
{
	struct id id;
	ssize_t got;

	/* the system call: no state of ours, so nothing for threads to share */
	do
		got = getrandom(id.bytes, ID_SIZE, 0);
	while (got < 0 && errno == EINTR);
	/* an id that strangers can guess must never leave the house */
	if (got != ID_SIZE)
		abort();

	for (int i = 0; i < 6; i++)
		id.bytes[i] = (unsigned char)(now_ms >> (40 - 8 * i));
	id.bytes[6] = (unsigned char)(0x70 | (id.bytes[6] & 0x0F));
	id.bytes[8] = (unsigned char)(0x80 | (id.bytes[8] & 0x3F));
	return id;
}

static bool
is_dash_place(size_t place)
{
	return place == 8 || place == 13 || place == 18 || place == 23;
}

/* UUID = 4hexOctet "-" 2hexOctet "-" 2hexOctet "-" 2hexOctet "-" 6hexOctet */
bool
id_parse(const char *text, struct id *out)
{
	const size_t size = text == NULL ? 0
	    : strnlen(text, DASHED_SIZE + 1);
	struct id id = { .bytes = { 0 } };
	size_t digits = 0;

	if (size != DASHED_SIZE && size != 2 * ID_SIZE)
		return false;
	for (size_t i = 0; i < size; i++) {
		if (size == DASHED_SIZE && is_dash_place(i)) {
			if (text[i] != '-')
				return false;
			continue;
		}
		const int value = str_hex(text[i]);
		if (value < 0)
			return false;
		unsigned char *const byte = &id.bytes[digits++ / 2];
		*byte = (unsigned char)(*byte << 4 | value);
	}
	*out = id;
	return true;
}

void
id_print(const struct id *id, char out[ID_TEXT])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < ID_SIZE; i++) {
		out[2 * i] = digits[id->bytes[i] >> 4];
		out[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	out[2 * ID_SIZE] = '\0';
}
