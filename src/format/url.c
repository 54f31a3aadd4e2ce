#include "url.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "str.h"
#include "utf8.h"

enum { PORT_MAX = 65535, PORT_HTTP = 80, PORT_HTTPS = 443 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* scheme = ALPHA *( ... ), case does not count       (RFC 3986 3.1) */
static const char *
skip_scheme(const char *text, bool *https)
{
	size_t i = 0;

	while (i < 4 && lower(text[i]) == "http"[i])
		i++;
	if (i < 4)
		return NULL;
	*https = lower(text[i]) == 's';
	if (*https)
		i++;
	return strncmp(text + i, "://", 3) == 0 ? text + i + 3 : NULL;
}

/* IP-literal = "[" IPv6address "]"                   (RFC 3986 3.2.2) */
static size_t
bracketed_size(const char *text)
{
	size_t i = 1;

	while (str_hex(text[i]) >= 0 || text[i] == ':' || text[i] == '.')
		i++;
	return i > 2 && text[i] == ']' ? i + 1 : 0;
}

/*
 * reg-name of the characters that host names are made of, "_" included
 * because it occurs; an empty label is nonsense, a last dot is the root.
 */
static size_t
name_size(const char *text)
{
	size_t i = 0;

	while (is_letter(text[i]) || is_digit(text[i]) || text[i] == '-' ||
	    text[i] == '_' || text[i] == '.') {
		if (text[i] == '.' && (i == 0 || text[i - 1] == '.'))
			return 0;
		i++;
	}
	return i;
}

/* port = *DIGIT, maybe empty; the scheme's own becomes 0 (RFC 3986 3.2.3) */
static const char *
read_port(const char *text, bool https, int *out)
{
	int port = 0;

	*out = 0;
	if (*text != ':')
		return text;
	for (text++; is_digit(*text); text++) {
		port = port * 10 + (*text - '0');
		if (port > PORT_MAX)
			return NULL;
	}
	if (port == 0 && text[-1] != ':')
		return NULL;
	if (port != (https ? PORT_HTTPS : PORT_HTTP))
		*out = port;
	return text;
}

static bool
copy_host(struct arena *arena, const char *text, size_t size,
    struct url *out)
{
	char *const host = arena_copy(arena, text, size);

	for (size_t i = 0; host && i < size; i++)
		host[i] = lower(host[i]);
	out->host = host;
	return host != NULL;
}

/* The rest is [ path ] [ "?" query ] [ "#" fragment ] (RFC 3986 3) */
static bool
copy_rest(struct arena *arena, const char *text, struct url *out)
{
	const size_t path = strcspn(text, "?#");
	const char *const query = text + path;
	const size_t query_size = *query == '?' ? strcspn(query, "#") : 0;
	const char *const fragment = query + query_size;

	out->path = path > 0 ? arena_copy(arena, text, path) : "/";
	out->query = query_size > 0
	    ? arena_copy(arena, query + 1, query_size - 1) : "";
	out->fragment = *fragment == '#'
	    ? arena_copy(arena, fragment + 1, strlen(fragment + 1)) : "";
	return out->path && out->query && out->fragment;
}

bool
url_parse(struct arena *arena, const char *text, struct url *out)
{
	const char *const host = skip_scheme(text, &out->https);

	if (!host)
		return false;
	const size_t size = *host == '[' ? bracketed_size(host)
	    : name_size(host);
	if (size == 0 || size > HOST_MAX)
		return false;
	const char *const rest = read_port(host + size, out->https, &out->port);
	/* "@" of user information and the like ends here */
	if (!rest || !strchr("/?#", *rest))
		return false;
	return copy_host(arena, host, size, out) &&
	    copy_rest(arena, rest, out);
}

const char *
url_app(struct arena *arena, const char *text)
{
	static const char scheme[] = "android-app://";
	const size_t start = sizeof(scheme) - 1;
	struct url app = { .host = NULL };

	if (!str_starts(text, scheme))
		return NULL;
	const size_t size = name_size(text + start);
	/* packages have a dot (developer.android.com, application id) */
	if (size == 0 || size > HOST_MAX ||
	    memchr(text + start, '.', size) == NULL ||
	    !strchr("/?#", text[start + size]) ||
	    !copy_host(arena, text + start, size, &app))
		return NULL;
	return app.host;
}

bool
url_next_param(const char **query, struct url_param *out)
{
	const char *const at = *query + strspn(*query, "&");
	const size_t size = strcspn(at, "&");
	const char *const equals = memchr(at, '=', size);

	*query = at + size;
	if (size == 0)
		return false;
	out->name = at;
	out->name_size = equals ? (size_t)(equals - at) : size;
	out->value = equals ? equals + 1 : at + size;
	out->value_size = (size_t)(at + size - out->value);
	return true;
}

/* pct-encoded = "%" HEXDIG HEXDIG                    (RFC 3986 2.1) */
static size_t
decode(const char *text, size_t size, char *out)
{
	char *to = out;

	for (size_t i = 0; i < size; i++) {
		const int high = text[i] == '%' && size - i > 2
		    ? str_hex(text[i + 1]) : -1;
		const int low = high >= 0 ? str_hex(text[i + 2]) : -1;

		if (low >= 0) {
			*to++ = (char)(high << 4 | low);
			i += 2;
		} else {
			*to++ = text[i] == '+' ? ' ' : text[i];
		}
	}
	return (size_t)(to - out);
}

/* A value is one line, and otherwise byte for byte: two blanks stay two. */
static char *
flatten(char *text)
{
	for (char *at = text; at && *at != '\0'; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	return text;
}

char *
url_decode(struct arena *arena, const char *text, size_t size,
    size_t max)
{
	if (!memchr(text, '%', size) && !memchr(text, '+', size))
		return flatten(utf8_clean(arena, text, size, max));
	char *const plain = arena_take(arena, size);
	if (!plain)
		return NULL;
	return flatten(utf8_clean(arena, plain, decode(text, size, plain),
	    max));
}

char *
url_find(struct arena *arena, const char *query, const char *name,
    size_t max)
{
	const size_t size = strlen(name);
	struct url_param param;

	while (url_next_param(&query, &param)) {
		if (param.name_size != size || param.value_size == 0 ||
		    memcmp(param.name, name, size) != 0)
			continue;
		char *const value = url_decode(arena, param.value,
		    param.value_size, max);
		if (value)
			return value;
	}
	return NULL;
}

const char *
url_without_www(const char *host)
{
	return str_starts(host, "www.") ? host + 4 : host;
}

bool
url_host_within(const char *host, const char *domain)
{
	const size_t size = strlen(host), tail = strlen(domain);

	if (tail == 0 || !str_ends(host, domain))
		return false;
	return size == tail || host[size - tail - 1] == '.';
}
