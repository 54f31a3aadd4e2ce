/* keys: the rows of API keys. */
#ifndef KEYS_H
#define KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "hash.h"

struct arena;
struct db;
struct rows;

/* The key itself is never stored. */
struct key_row {
	const char *name;
	unsigned char digest[HASH_SIZE];	/* SHA-256 of the key's text */
	const char *role;			/* read, manage */
	int64_t project_id;			/* 0 = all */
};

bool keys_add(struct db *db, const struct key_row *key, int64_t now);

enum { KEY_TEXT = 3 + 64 + 1 };		/* "lp_", 64 digits, NUL */

/* Whether a key of that name exists that is not revoked. */
bool keys_named(struct db *db, const char *name, bool *found);

/* One that is there and not revoked. */
struct key_found {
	int64_t id;
	const char *name;
	bool manages;
	int64_t project_id;		/* 0 = all */
	int64_t last_used;		/* ms, 0 = never */
};

/* From columns 1 to 5 of SQL_KEY_VALID's row; NULL = the arena is spent. */
struct key_found *keys_take(const struct rows *rows, struct arena *arena);

/* That of the text; *out is NULL when there is none. */
bool keys_find(struct db *db, struct arena *arena, const char *text,
    const struct key_found **out);

bool keys_used(struct db *db, int64_t id, int64_t now);

/* One as people look at it; 0 = never. */
struct key_line {
	const char *name, *role;
	const char *project;		/* its name, NULL = all */
	int64_t created, last_used, revoked;
	const struct key_line *next;
};

/* All by name, revoked ones too; NULL if none. */
bool keys_list(struct db *db, struct arena *arena,
    const struct key_line **out);

/* *done = there was one of that name that was good until now. */
bool keys_revoke(struct db *db, const char *name, int64_t now, bool *done);

#endif
