#include "http.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "str.h"
#include "url.h"

const char *
http_reason(int status)
{
	/* RFC 9110 15, RFC 6585 */
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {
		{ 200, "OK" },
		{ 201, "Created" },
		{ 202, "Accepted" },
		{ 204, "No Content" },
		{ 301, "Moved Permanently" },
		{ 302, "Found" },
		{ 303, "See Other" },
		{ 304, "Not Modified" },
		{ 307, "Temporary Redirect" },
		{ 308, "Permanent Redirect" },
		{ 400, "Bad Request" },
		{ 401, "Unauthorized" },
		{ 403, "Forbidden" },
		{ 404, "Not Found" },
		{ 405, "Method Not Allowed" },
		{ 406, "Not Acceptable" },
		{ 408, "Request Timeout" },
		{ 409, "Conflict" },
		{ 410, "Gone" },
		{ 411, "Length Required" },
		{ 412, "Precondition Failed" },
		{ 413, "Content Too Large" },
		{ 414, "URI Too Long" },
		{ 415, "Unsupported Media Type" },
		{ 421, "Misdirected Request" },
		{ 422, "Unprocessable Content" },
		{ 428, "Precondition Required" },
		{ 429, "Too Many Requests" },
		{ 431, "Request Header Fields Too Large" },
		{ 500, "Internal Server Error" },
		{ 501, "Not Implemented" },
		{ 502, "Bad Gateway" },
		{ 503, "Service Unavailable" },
		{ 504, "Gateway Timeout" },
	};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].status == status)
			return reasons[i].reason;
	}
	return "Unknown";
}

/* OWS = *( SP / HTAB )                               (RFC 9110 5.6.3) */
static size_t
trimmed(const char **text, size_t size)
{
	while (size > 0 && strchr(" \t", (*text)[size - 1]))
		size--;
	while (size > 0 && strchr(" \t", **text)) {
		(*text)++;
		size--;
	}
	return size;
}

/*
 * cookie-string = cookie-pair *( ";" SP cookie-pair )
 * cookie-pair = cookie-name "=" cookie-value         (RFC 6265 4.2.1)
 */
static bool
find_cookie(const char *header, const char *ends, const char *name,
    char *out, size_t room)
{
	const size_t name_size = strlen(name);

	while (*header) {
		const char *at = header;
		size_t size = strcspn(header, ends);

		header += size + (header[size] != '\0');
		size = trimmed(&at, size);
		if (size <= name_size || at[name_size] != '=' ||
		    memcmp(at, name, name_size) != 0)
			continue;
		at += name_size + 1;
		size -= name_size + 1;
		if (size == 0 || size >= room)
			return false;
		memcpy(out, at, size);
		out[size] = '\0';
		return true;
	}
	return false;
}

bool
http_cookie(const char *header, const char *name, char *out, size_t room)
{
	return find_cookie(header, ";,", name, out, room);
}

bool
http_strict_cookie(const char *header, const char *name, char *out,
    size_t room)
{
	return find_cookie(header, ";", name, out, room);
}

/* media-type = type "/" subtype parameters           (RFC 9110 8.3.1) */
bool
http_is_type(const char *content_type, const char *type)
{
	char got[HEADER_VALUE_MAX];
	const size_t size = trimmed(&content_type, strcspn(content_type, ";"));

	if (size >= sizeof(got))
		return false;
	memcpy(got, content_type, size);
	got[size] = '\0';
	return str_same(got, type);
}

bool
http_is_cookie_value(const char *text)
{
	const char *at = text;

	while (*at > ' ' && *at <= '~' && *at != '"' && *at != '\\')
		at++;
	return at > text && *at == '\0';
}

/* serialized-origin = scheme "://" host [ ":" port ] (RFC 6454 6.1) */
bool
http_origin_host(const char *origin, char *out, size_t room)
{
	enum { ORIGIN_MAX = sizeof("https://:65535") + HOST_MAX };
	/* the origin itself and the host once more, both with NUL */
	char memory[2 * ORIGIN_MAX], front[ORIGIN_MAX];
	const char *const host = strstr(origin, "://");
	struct arena arena;
	struct url url;

	if (!host)
		return false;
	/* a Referer goes on with a path, of any length, that we never need */
	const size_t size = (size_t)(host - origin) + 3 +
	    strcspn(host + 3, "/?#");
	if (size >= sizeof(front))
		return false;
	memcpy(front, origin, size);
	front[size] = '\0';
	arena_init(&arena, memory, sizeof(memory));
	if (!url_parse(&arena, front, &url) || strlen(url.host) >= room)
		return false;
	memcpy(out, url.host, strlen(url.host) + 1);
	return true;
}
