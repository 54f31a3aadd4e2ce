/* keys: the rows of API keys. */
#ifndef KEYS_H
#define KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "hash.h"

struct db;

/* The key itself is never stored. */
struct key_row {
	const char *name;
	unsigned char digest[HASH_SIZE];	/* SHA-256 of the key's text */
	const char *role;			/* read, manage */
	int64_t project_id;			/* 0 = all */
};

bool keys_add(struct db *db, const struct key_row *key, int64_t now);

enum { KEY_TEXT = 3 + 64 + 1 };		/* "lp_", 64 digits, NUL */

/* Whether `text` is a key that is there and not revoked. */
bool keys_valid(struct db *db, const char *text, bool *valid);

/* Whether a key of that name exists that is not revoked. */
bool keys_named(struct db *db, const char *name, bool *found);

#endif
