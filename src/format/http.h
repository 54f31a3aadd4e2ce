/* http: small grammars of headers. */
#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>
#include <stddef.h>

/* "Not Found" for 404; "Unknown" for what we never send. */
const char *http_reason(int status);

/*
 * The first value of that cookie in a Cookie header, copied to out; false if
 * absent, empty or over room - 1 bytes.  Two Cookie headers arrive joined by
 * ", " (measured), so both ";" and "," part pairs.
 */
bool http_cookie(const char *header, const char *name, char *out,
    size_t room);

/*
 * As http_cookie, of one Cookie header: only ";" parts pairs, so that no
 * value that another host may set holds a pair of its own (RFC 6265 4.2.1).
 */
bool http_strict_cookie(const char *header, const char *name, char *out,
    size_t room);

/*
 * At least one byte, and none that a cookie's value may not have but "," and
 * ";" (RFC 6265 4.1.1): there is nothing to escape in JSON.
 */
bool http_is_cookie_value(const char *text);

/* "text/plain" of "Text/Plain; charset=utf-8" equals `type`. */
bool http_is_type(const char *content_type, const char *type);

/*
 * The host of an Origin or Referer ("https://shop.example:8443/..."),
 * lower case without port; false for "null", other schemes and nonsense.
 */
bool http_origin_host(const char *origin, char *out, size_t room);

#endif
