#include "hints.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "json.h"
#include "str.h"
#include "utf8.h"

enum { BRAND_MAX = 40, NUMBER_MAX = 8 };

/* A text of at most BRAND_MAX bytes without our own signs; NULL = nothing. */
static const char *
name_of(struct arena *arena, const char *text, size_t size)
{
	char *name = utf8_line(arena, text, size, BRAND_MAX);

	for (char *at = name; at != NULL && *at != '\0'; at++)
		if (*at == '|' || *at == '/')
			*at = ' ';
	return name;
}

/* "15.0.0" is "15", "14.5.1" is "14.5" for two numbers. */
static const char *
version_of(struct arena *arena, const char *text, size_t size, int numbers)
{
	size_t kept = 0, end = 0;

	while (numbers-- > 0) {
		const size_t start = end;

		while (end < size && isdigit((unsigned char)text[end]))
			end++;
		if (end == start || end - start > NUMBER_MAX)
			break;
		if (kept == 0 || end - start > 1 || text[start] != '0')
			kept = end;
		end += end < size && text[end] == '.';
	}
	return kept == 0 ? NULL : arena_copy(arena, text, kept);
}

/*
 * Brands are mixed with ones made up so that nobody relies on the list: all
 * of them are of "Not", "A" and "Brand" with signs between.
 */
static bool
is_made_up(const char *brand)
{
	return strstr(brand, "Not") != NULL && strstr(brand, "Brand") != NULL;
}

/* The engine says least, its biggest user little, any other the most. */
static int
worth(const char *brand)
{
	if (brand == NULL || is_made_up(brand))
		return 0;
	if (strcmp(brand, "Chromium") == 0)
		return 1;
	return strcmp(brand, "Google Chrome") == 0 ? 2 : 3;
}

static void
take_brand(struct hints *hints, const char *brand, const char *version)
{
	if (worth(brand) <= worth(hints->brand))
		return;
	hints->brand = brand;
	hints->version = version;
}

/* The end of the quoted text that begins at `text`, its closing quote. */
static const char *
closing(const char *text)
{
	for (text++; *text != '\0' && *text != '"'; text++)
		if (text[0] == '\\' && text[1] != '\0')
			text++;
	return *text == '"' ? text : NULL;
}

/* A quoted text (RFC 8941 3.3.3), whole; NULL for anything else. */
static const char *
unquoted(struct arena *arena, const char *text)
{
	const char *end = text == NULL || *text != '"' ? NULL : closing(text);

	return end == NULL || end - text > HEADER_VALUE_MAX ? NULL
	    : name_of(arena, text + 1, (size_t)(end - text) - 1);
}

/* "Chromium";v="124", "Microsoft Edge";v="124", ... */
static void
read_list(struct arena *arena, const char *text, struct hints *hints)
{
	while (text != NULL && (text = strchr(text, '"')) != NULL) {
		const char *name = text, *end = closing(text);

		if (end == NULL)
			return;
		text = end + 1;
		if (!str_starts(text, ";v=\""))
			continue;
		text += strlen(";v=");
		end = closing(text);
		if (end == NULL)
			return;
		take_brand(hints, unquoted(arena, name), version_of(arena,
		    text + 1, (size_t)(end - text) - 1, 1));
		text = end + 1;
	}
}

static const char *
version_header(struct arena *arena, const char *text)
{
	const char *version = unquoted(arena, text);

	return version == NULL ? NULL
	    : version_of(arena, version, strlen(version), 2);
}

static void
read_headers(struct arena *arena, const struct hint_headers *headers,
    struct hints *out)
{
	read_list(arena, headers->brands, out);
	if (out->brand == NULL)
		read_list(arena, headers->versions, out);
	if (headers->mobile != NULL && (strcmp(headers->mobile, "?1") == 0 ||
	    strcmp(headers->mobile, "?0") == 0))
		out->mobile = headers->mobile[1] == '1';
	out->platform = unquoted(arena, headers->platform);
	out->platform_version = version_header(arena,
	    headers->platform_version);
	out->model = unquoted(arena, headers->model);
}

static void
read_brands(struct arena *arena, const struct json *list, struct hints *out)
{
	const struct json *at = list == NULL || list->type != JSON_LIST
	    ? NULL : list->first;

	for (; at != NULL; at = at->next) {
		const char *brand = json_text(at, "brand");
		const char *version = json_text(at, "version");

		if (brand != NULL)
			take_brand(out, name_of(arena, brand, strlen(brand)),
			    version == NULL ? NULL : version_of(arena,
			    version, strlen(version), 1));
	}
}

static void
read_name(struct arena *arena, const struct json *body, const char *member,
    const char **out)
{
	const char *text = json_text(body, member);
	const char *name = text == NULL ? NULL
	    : name_of(arena, text, strlen(text));

	if (name != NULL)
		*out = name;
}

static void
read_body(struct arena *arena, const struct json *body, struct hints *out)
{
	const struct json *mobile = json_get(body, "mobile");
	const char *version = json_text(body, "platformVersion");

	read_brands(arena, json_get(body, "brands"), out);
	if (mobile != NULL && mobile->type == JSON_BOOL)
		out->mobile = mobile->truth;
	read_name(arena, body, "platform", &out->platform);
	read_name(arena, body, "model", &out->model);
	if (version != NULL)
		version = version_of(arena, version, strlen(version), 2);
	if (version != NULL)
		out->platform_version = version;
}

void
hints_read(struct arena *arena, const struct hint_headers *headers,
    const struct json *body, struct hints *out)
{
	*out = (struct hints){ .mobile = -1 };
	if (headers != NULL)
		read_headers(arena, headers, out);
	if (body != NULL)
		read_body(arena, body, out);
}

/* name [ "/" version ] "|" */
static void
add_pair(struct str *out, const char *name, const char *version)
{
	if (name != NULL)
		str_add(out, name);
	if (version != NULL) {
		str_add_char(out, '/');
		str_add(out, version);
	}
	str_add_char(out, '|');
}

const char *
hints_print(struct arena *arena, const struct hints *hints)
{
	char room[HINTS_MAX + 1];
	struct str out;

	if (hints->brand == NULL && hints->platform == NULL &&
	    hints->platform_version == NULL && hints->model == NULL &&
	    hints->mobile < 0)
		return NULL;
	str_init(&out, room, sizeof(room));
	add_pair(&out, hints->brand, hints->version);
	add_pair(&out, hints->platform, hints->platform_version);
	if (hints->mobile >= 0)
		str_add_char(&out, hints->mobile ? '1' : '0');
	str_add_char(&out, '|');
	if (hints->model != NULL)
		str_add(&out, hints->model);
	return arena_copy(arena, out.data, out.size);
}

/* Cuts off what ends at the sign; NULL when that is nothing. */
static const char *
cut(char **text, char sign)
{
	char *start = *text, *end = start + strcspn(start,
	    (const char[]){ sign, '\0' });

	*text = end + (*end != '\0');
	*end = '\0';
	return *start == '\0' ? NULL : start;
}

static const char *
cut_pair(char **text, const char **version)
{
	char *pair = *text;
	const char *name;

	(void)cut(text, '|');
	name = cut(&pair, '/');
	*version = *pair == '\0' ? NULL : pair;
	return name;
}

void
hints_parse(struct arena *arena, const char *text, struct hints *out)
{
	char *rest = text == NULL ? NULL
	    : arena_copy(arena, text, strlen(text));
	const char *mobile;

	*out = (struct hints){ .mobile = -1 };
	if (rest == NULL)
		return;
	out->brand = cut_pair(&rest, &out->version);
	out->platform = cut_pair(&rest, &out->platform_version);
	mobile = cut(&rest, '|');
	if (mobile != NULL)
		out->mobile = *mobile == '1';
	out->model = *rest == '\0' ? NULL : rest;
}
