/* json: strict JSON in, escaped JSON out. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct str;

enum json_type {
	JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT
};

/* A value; lists and objects link their members in order. */
struct json {
	enum json_type type;
	bool truth;			/* JSON_BOOL */
	double number;			/* JSON_NUMBER, always finite */
	const char *text;		/* JSON_TEXT, UTF-8, no U+0000 */
	const char *name;		/* the key, in an object */
	const struct json *first;	/* JSON_LIST, JSON_OBJECT */
	const struct json *next;
};

enum json_fault {
	JSON_OK,
	JSON_EMPTY,		/* no bytes, or blanks only */
	JSON_NOT_UTF8,
	JSON_HAS_NUL,		/* raw or as \u0000 */
	JSON_TOO_DEEP,		/* over JSON_DEPTH_MAX */
	JSON_TOO_MANY,		/* over `values_max` values */
	JSON_DUPLICATE_KEY,
	JSON_SYNTAX,		/* anything RFC 8259 does not allow */
	JSON_NO_ROOM		/* the arena is spent */
};

/*
 * Parses text[0..size), of which text[size] is NUL, into the arena.  What
 * cJSON lets pass is refused: DESIGN 16, reference ecosystem 6.
 */
enum json_fault json_parse(struct arena *arena, const char *text, size_t size,
    size_t values_max, const struct json **out);

/* "depth over 16", for an answer or a log; never NULL. */
const char *json_fault_text(enum json_fault fault);

/* The member of that exact name; NULL if absent or not an object. */
const struct json *json_get(const struct json *object, const char *name);

/* That member's text; NULL if absent or of another type. */
const char *json_text(const struct json *object, const char *name);

/* That member as a whole number within [min, max]; false otherwise. */
bool json_int(const struct json *object, const char *name, int64_t min,
    int64_t max, int64_t *out);

/* That member is the literal true. */
bool json_true(const struct json *object, const char *name);

/*
 * Writing: commas set themselves.  json_open(out, "lead", '{') writes the
 * name if there is one; names are ours and are not escaped.  A NULL text is
 * left out together with its name, so absent stays absent.
 */
void json_open(struct str *out, const char *name, char bracket);
void json_close(struct str *out, char bracket);
void json_add_text(struct str *out, const char *name, const char *text);
void json_add_int(struct str *out, const char *name, int64_t value);
void json_add_number(struct str *out, const char *name, double value);
void json_add_bool(struct str *out, const char *name, bool value);
void json_add_null(struct str *out, const char *name);

/* As a member: JSON these functions wrote; a parsed value, in its order. */
void json_add_raw(struct str *out, const char *name, const char *json);
void json_add_value(struct str *out, const char *name,
    const struct json *value);

#endif
