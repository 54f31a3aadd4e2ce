/* id: 16 bytes that name a hit, a lead or a visitor. */
#ifndef ID_H
#define ID_H

#include <stdbool.h>
#include <stdint.h>

enum { ID_SIZE = 16, ID_TEXT = 33 };

struct id {
	unsigned char bytes[ID_SIZE];
};

/*
 * A new id in UUIDv7 layout (RFC 9562 5.7): 48 bits of ms, the rest random.
 * Neighbours in time are neighbours in the index; order is never trusted.
 */
struct id id_make(int64_t now_ms);

/* 32 hexadecimal digits, or 36 with dashes (RFC 9562 4); NULL is neither. */
bool id_parse(const char *text, struct id *out);

/* 32 lower-case digits and NUL. */
void id_print(const struct id *id, char out[ID_TEXT]);

#endif
