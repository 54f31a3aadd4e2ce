/* login: who calls the API, by a key or by the cookie of a browser. */
#ifndef LOGIN_H
#define LOGIN_H

#include <stdbool.h>
#include <stdint.h>

#include "edit.h"

/* 256 random bits as digits, and NUL: what the cookie holds. */
enum { LOGIN_TEXT = 64 + 1 };

/* Who that is, and what is open to them. */
struct caller {
	int64_t key;			/* api_keys.id, 0 = nobody */
	const char *name;		/* of the key */
	bool manages;			/* else reads only */
	int64_t project;		/* 0 = all of them */
	bool by_cookie;			/* so other sites could send it */
	bool is_due;			/* login_seen is to be told */
	const char *cookie;		/* then */
};

/* Nobody, where the key is none of ours or revoked.  False: the database. */
bool login_by_key(struct db *db, struct arena *arena, const char *key,
    int64_t now, struct caller *out);

/*
 * The same of a cookie; a log-in ends after LOGIN_IDLE_MS without a call and
 * LOGIN_MOST_MS in any case, with its key, or by login_close.
 */
bool login_by_cookie(struct db *db, struct arena *arena, const char *cookie,
    int64_t now, struct caller *out);

/* Writes down that they were here, where `is_due` says so. */
bool login_seen(struct db *db, const struct caller *caller, int64_t now);

/* A new cookie for the holder of that key; an audit line each. */
enum edited login_open(const struct editor *editor,
    const struct caller *caller, char cookie[LOGIN_TEXT]);
enum edited login_close(const struct editor *editor,
    const struct caller *caller);

#endif
