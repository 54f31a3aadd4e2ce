/* sections: whether each secret is somebody's. */
#ifndef SECTIONS_H
#define SECTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct config;
struct db;

/*
 * Reads the secrets file once more: each section is that of an account, or of
 * a project's newsletter or webhook.  Else *known is false and `problem` says
 * "FILE:LINE: ...": a misspelt name would look like a missing token.  False
 * when the database failed.
 */
bool sections_check(struct db *db, struct arena *arena,
    const struct config *config, bool *known, char *problem, size_t room);

#endif
