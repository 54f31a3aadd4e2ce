#include "source.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "str.h"

struct alias {
	const char *alias, *name;
};

/* All but the browsers are sorted by their first member. */
static const struct source sources[] = {
#include "sources.inc"
};
static const struct source names[] = {
#include "source_names.inc"
};
static const struct alias aliases[] = {
#include "source_aliases.inc"
};
static const struct source browsers[] = {
#include "in_app.inc"
};

/* Rows that begin with a text, whatever follows it. */
struct table {
	const void *rows;
	size_t count, size;
};

#define TABLE(array) ((struct table){ (array), \
	sizeof(array) / sizeof((array)[0]), sizeof((array)[0]) })

static int
compare(const void *wanted, const void *row)
{
	const char *text;

	memcpy(&text, row, sizeof(text));
	return strcmp(wanted, text);
}

static const void *
find(struct table table, const char *text)
{
	return bsearch(text, table.rows, table.count, table.size, compare);
}

/* "com" or "co.uk": what may follow a name that ends in "." in a table. */
static bool
is_suffix(const char *text)
{
	static const char *const seconds[] = { "co.", "com.", "net.", "org.",
		"or.", "ne.", "ac." };
	const char *dot = strchr(text, '.');

	if (dot == NULL)
		return *text != '\0';
	for (size_t i = 0; i < sizeof(seconds) / sizeof(seconds[0]); i++)
		if (str_starts(text, seconds[i]))
			return strlen(dot + 1) == 2;
	return false;
}

/* Of "images.google.co.uk" the bytes of "images.google."; 0 = no suffix. */
static size_t
without_suffix(const char *host)
{
	const char *dot = strchr(host, '.');

	while (dot != NULL && !is_suffix(dot + 1))
		dot = strchr(dot + 1, '.');
	return dot == NULL ? 0 : (size_t)(dot + 1 - host);
}

/* Rows for the host itself: "google.de", then "google."; `mark` before it. */
static const struct source *
find_name(const char *mark, const char *host)
{
	char room[HOST_MAX + 2];
	size_t mark_size = strlen(mark), size = without_suffix(host);
	const struct source *source;

	memcpy(room, mark, mark_size);
	memcpy(room + mark_size, host, strlen(host) + 1);
	source = find(TABLE(sources), room);
	if (source != NULL || size == 0)
		return source;
	room[mark_size + size] = '\0';
	return find(TABLE(sources), room);
}

/* The site's own name: its pages for computers and for telephones alike. */
static const char *
without_www(const char *host)
{
	return str_starts(host, "www.") ? host + 4
	    : str_starts(host, "m.") ? host + 2 : host;
}

/* "=google.": that host alone; then it and the domains it lies in. */
const struct source *
source_by_host(const char *host)
{
	const struct source *source;

	if (strlen(host) > HOST_MAX)
		return NULL;
	source = find_name("=", without_www(host));
	while (source == NULL && host != NULL) {
		source = find_name("", host);
		host = strchr(host, '.');
		if (host != NULL)
			host++;
	}
	return source;
}

const struct source *
source_by_name(const char *name)
{
	const struct alias *alias = find(TABLE(aliases), name);
	const struct source *source = find(TABLE(names), alias != NULL
	    ? alias->name : name);

	return source != NULL || strchr(name, '.') == NULL ? source
	    : source_by_host(name);
}

const struct source *
source_in_app(const char *user_agent)
{
	/* "WhatsApp/2" alone fetches previews */
	if (!str_starts(user_agent, "Mozilla/"))
		return NULL;
	for (size_t i = 0; i < sizeof(browsers) / sizeof(browsers[0]); i++)
		if (strstr(user_agent, browsers[i].host) != NULL)
			return &browsers[i];
	return NULL;
}

bool
source_is_none(const struct source *source)
{
	return strcmp(source->kind, "payment") == 0 ||
	    strcmp(source->kind, "sign-in") == 0 ||
	    strcmp(source->kind, "spam") == 0;
}

bool
source_same_platform(const char *name, const char *other)
{
	static const struct {
		const char *name, *platform;
	} members[] = {
		{ "youtube", "google" }, { "gmail", "google" },
		{ "instagram", "facebook" }, { "threads", "facebook" },
		{ "whatsapp", "facebook" }, { "messenger", "facebook" },
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		if (strcmp(members[i].name, name) == 0)
			name = members[i].platform;
		if (strcmp(members[i].name, other) == 0)
			other = members[i].platform;
	}
	return strcmp(name, other) == 0;
}
