/* secrets: the tokens of accounts and targets, from a file of their own. */
#ifndef SECRETS_H
#define SECRETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "target.h"

enum { SECRET_NAME = 50, SECRET_TEXT = 256 };	/* libinih's 50 */

struct secrets {
	size_t count;
	struct secret {
		char section[SECRET_NAME];
		char token[SECRET_TEXT];
	} list[SECRETS_MAX];
};

/*
 * Reads sections "[account]" and "[newsletter PROJECT]" with one "token =
 * ..." each, "[webhook PROJECT]" with "secret = ...".  No file is an empty
 * one.  False with "FILE:LINE: what is wrong" in `problem` (exit 78):
 * others than its owner may read it, something else stands in it, a token
 * that cannot be one.  The problem never holds a token.
 */
bool secrets_read(const char *path, struct secrets *secrets, char *problem,
    size_t room);

/* NULL when the account has none. */
const char *secrets_token(const struct secrets *secrets,
    const char *account);

/* The same of a project's newsletter or webhook. */
const char *secrets_of(const struct secrets *secrets, enum target target,
    int64_t project, const char *name);

/*
 * The section that is meant for it: "newsletter Shop"; "newsletter #3" of a
 * project whose name no section can hold.
 */
void secrets_section(enum target target, int64_t project, const char *name,
    char out[SECRET_NAME]);

#endif
