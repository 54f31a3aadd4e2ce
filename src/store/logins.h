/* logins: the rows of browsers that are logged in to the dashboard. */
#ifndef LOGINS_H
#define LOGINS_H

#include <stdbool.h>
#include <stdint.h>

#include "keys.h"

/* The cookie itself is never stored. */
struct login_row {
	unsigned char digest[HASH_SIZE];	/* SHA-256 of the cookie */
	int64_t created, last_used;		/* ms */
	const struct key_found *key;
};

bool logins_add(struct db *db, const struct login_row *login, int64_t key_id);

/* By its digest; the rest is filled in. */
bool logins_find(struct db *db, struct arena *arena, struct login_row *login,
    bool *found);

bool logins_used(struct db *db, const struct login_row *login, int64_t now);
bool logins_end(struct db *db, const struct login_row *login);

/* Those that began or were used too long ago. */
bool logins_clear(struct db *db, int64_t created, int64_t last_used);

#endif
