#include "json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"

/*
 * A text in quotes.  '"', '\' and what lies below U+0020 must be escaped
 * (RFC 8259 7); everything else goes out in whole runs.
 */
static void
quote(struct str *out, const char *text)
{
	static const char plain[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";

	str_add_char(out, '"');
	while (*text) {
		const char *run = text;

		while ((unsigned char)*run >= ' ' && *run != '"' &&
		    *run != '\\')
			run++;
		str_add_bytes(out, text, (size_t)(run - text));
		text = run;
		if (*text == '\0')
			break;
		const char *const known = strchr(plain, *text);
		str_add_char(out, '\\');
		if (known)
			str_add_char(out, letters[known - plain]);
		else
			str_addf(out, "u%04x", (unsigned int)*text);
		text++;
	}
	str_add_char(out, '"');
}

/* A comma where one is due, then the name where there is one */
static void
begin(struct str *out, const char *name)
{
	if (out->size > 0 && !strchr("{[\n", out->data[out->size - 1]))
		str_add_char(out, ',');
	if (!name)
		return;
	/* ours need no escapes, those of a parsed value may */
	quote(out, name);
	str_add_char(out, ':');
}

void
json_open(struct str *out, const char *name, char bracket)
{
	begin(out, name);
	str_add_char(out, bracket);
}

void
json_close(struct str *out, char bracket)
{
	str_add_char(out, bracket);
}

void
json_add_text(struct str *out, const char *name, const char *text)
{
	if (!text)
		return;
	begin(out, name);
	quote(out, text);
}

void
json_add_int(struct str *out, const char *name, int64_t value)
{
	begin(out, name);
	str_add_int(out, value);
}

/* The fewest digits that read back as the same number */
static void
add_digits(struct str *out, double value)
{
	char digits[32];
	int precision = 15;

	do
		snprintf(digits, sizeof(digits), "%.*g", precision, value);
	while (++precision <= 17 && strtod(digits, NULL) != value);
	str_add(out, digits);
}

void
json_add_number(struct str *out, const char *name, double value)
{
	begin(out, name);
	/* JSON has no infinity (RFC 8259 6): so it is left open */
	if (isfinite(value))
		add_digits(out, value);
	else
		str_add(out, "null");
}

void
json_add_bool(struct str *out, const char *name, bool value)
{
	begin(out, name);
	str_add(out, value ? "true" : "false");
}

void
json_add_null(struct str *out, const char *name)
{
	begin(out, name);
	str_add(out, "null");
}

void
json_add_raw(struct str *out, const char *name, const char *json)
{
	begin(out, name);
	str_add(out, json);
}

/* Recursion ends at JSON_DEPTH_MAX, where json_parse ended it */
void
json_add_value(struct str *out, const char *name,
    const struct json *value)
{
	const bool is_list = value->type == JSON_LIST;

	switch (value->type) {
	case JSON_NULL:
		json_add_null(out, name);
		break;
	case JSON_BOOL:
		json_add_bool(out, name, value->truth);
		break;
	case JSON_NUMBER:
		json_add_number(out, name, value->number);
		break;
	case JSON_TEXT:
		json_add_text(out, name, value->text);
		break;
	case JSON_LIST:
	case JSON_OBJECT:
		json_open(out, name, is_list ? '[' : '{');
		for (const struct json *at = value->first; at; at = at->next)
			json_add_value(out, at->name, at);
		json_close(out, is_list ? ']' : '}');
		break;
	}
}
