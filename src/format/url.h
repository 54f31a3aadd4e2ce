/* url: a web address taken apart, and the parameters of its query. */
#ifndef URL_H
#define URL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Pieces of an absolute http or https address (RFC 3986 3), none NULL. */
struct url {
	bool https;
	const char *host;	/* lower case, without port; [v6] kept */
	int port;		/* 0 = the scheme's own */
	const char *path;	/* from "/", at least "/" */
	const char *query;	/* without "?", maybe "" */
	const char *fragment;	/* without "#", maybe "" */
};

/* One parameter of a query, still encoded. */
struct url_param {
	const char *name, *value;
	size_t name_size, value_size;
};

/*
 * False for anything but http(s)://host...: no user information, a host of
 * letters, digits, "-", ".", "_" or a bracketed address, at most 253 bytes.
 */
bool url_parse(struct arena *arena, const char *text, struct url *out);

/* "com.app" of "android-app://com.app/...", lower case; NULL for others. */
const char *url_app(struct arena *arena, const char *text);

/*
 * The next "name=value" from *query, which moves on; false at the end.
 * "&" and ";" do not mix: "&" only.  A name without "=" has an empty value;
 * a value may hold further "=".
 */
bool url_next_param(const char **query, struct url_param *out);

/*
 * Decoded once, "+" is a blank; a malformed "%" stays as it is (a lone per
 * cent sign must never cost a hit).  Cleaned and cut like utf8_clean, and
 * one line: breaks and tabs are blanks.  NULL when nothing is left.
 */
char *url_decode(struct arena *arena, const char *text, size_t size,
    size_t max);

/* The first non-empty parameter of that name, decoded; NULL if none. */
char *url_find(struct arena *arena, const char *query, const char *name,
    size_t max);

/* "www.shop.example" and "shop.example" are one site to a visitor. */
const char *url_without_www(const char *host);

/* `host` is `domain` or one of its sub-domains; both lower case. */
bool url_host_within(const char *host, const char *domain);

#endif
