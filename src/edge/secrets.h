/* secrets: the tokens of the CRM accounts, from a file of their own. */
#ifndef SECRETS_H
#define SECRETS_H

#include <stdbool.h>
#include <stddef.h>

#include "bounds.h"

enum { SECRET_NAME = 64, SECRET_TEXT = 256 };

struct secrets {
	size_t count;
	struct secret {
		char account[SECRET_NAME];
		char token[SECRET_TEXT];
	} list[SECRETS_MAX];
};

/*
 * Reads "[account]" sections with one "token = ..." each.  No file is an
 * empty one.  False with "FILE:LINE: what is wrong" in `problem` (exit 78):
 * others than its owner may read it, something else stands in it, a token
 * that cannot be one.  The problem never holds a token.
 */
bool secrets_read(const char *path, struct secrets *secrets, char *problem,
    size_t room);

/* NULL when the account has none. */
const char *secrets_token(const struct secrets *secrets,
    const char *account);

#endif
