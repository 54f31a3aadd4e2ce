#include "thanks.h"

#include <string.h>

#include "bounds.h"
#include "label.h"
#include "str.h"

enum { END = -1 };

/* A path that is read byte by byte. */
struct path {
	const char *at, *end;
};

bool
thanks_is_path(const char *text, size_t size)
{
	const char *star = memchr(text, '*', size);

	return size <= URL_MAX && text[0] == '/' && text[1] != '/' &&
	    strpbrk(text, "?#") == NULL && label_line(text, URL_MAX) &&
	    (star == NULL || (star == text + size - 1 && size > 2));
}

/* pct-encoded = "%" HEXDIG HEXDIG (RFC 3986 2.1); END behind the last. */
static int
next_byte(struct path *path)
{
	const int high = path->end - path->at > 2 && *path->at == '%'
	    ? str_hex(path->at[1]) : -1;
	const int low = high >= 0 ? str_hex(path->at[2]) : -1;

	if (path->at >= path->end)
		return END;
	if (low < 0)
		return (unsigned char)*path->at++;
	path->at += 3;
	return high << 4 | low;
}

/* A slash at the end is as good as none. */
static bool
is_rest_slash(int byte, struct path path)
{
	return byte == END || (byte == '/' && next_byte(&path) == END);
}

static bool
is_same(struct path wanted, struct path path, bool prefix)
{
	for (;;) {
		const int a = next_byte(&wanted), b = next_byte(&path);

		if (a == END && prefix)
			return true;
		if (a == END || b == END)
			return is_rest_slash(a, wanted) &&
			    is_rest_slash(b, path);
		if (a != b)
			return false;
	}
}

/* "/a" of "https://shop.example/a?b#c"; nothing of what is no address. */
static bool
find_path(const char *url, struct path *out)
{
	const char *host = strstr(url, "://");

	if (host == NULL)
		return false;
	out->at = host + 3 + strcspn(host + 3, "/?#");
	out->end = out->at + strcspn(out->at, "?#");
	return true;
}

bool
thanks_is_page(const char *paths, const char *url)
{
	struct path path;

	if (*paths == '\0' || !find_path(url, &path))
		return false;
	while (*paths != '\0') {
		const size_t size = strcspn(paths, " ");
		const bool prefix = size > 0 && paths[size - 1] == '*';

		if (is_same((struct path){ paths, paths + size - prefix },
		    path, prefix))
			return true;
		paths += size + strspn(paths + size, " ");
	}
	return false;
}

enum form_state
thanks_state(const char *paths, enum form_state told, const char *followed)
{
	if (told != FORM_CONFIRMED || followed == NULL || *paths == '\0')
		return told;
	return thanks_is_page(paths, followed) ? FORM_CONFIRMED
	    : FORM_ATTEMPTED;
}
