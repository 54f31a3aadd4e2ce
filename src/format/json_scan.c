#include "json_scan.h"

#include <string.h>

#include "bounds.h"
#include "utf8.h"

/* cJSON reads a number into 64 bytes and breaks off there */
enum { NUMBER_MAX = 63 };

struct scan {
	const char *at;		/* a NUL stands behind the last byte */
	int depth;
	size_t values_left;
	enum json_fault fault;
};

static bool scan_value(struct scan *scan);

static bool
fail(struct scan *scan, enum json_fault fault)
{
	scan->fault = fault;
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* ws = *( %x20 / %x09 / %x0A / %x0D )                (RFC 8259 2) */
static char
skip_blanks(struct scan *scan)
{
	while (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' ||
	    *scan->at == '\t')
		scan->at++;
	return *scan->at;
}

/* The value of 4HEXDIG, -1 for anything else */
static int
four_digits(const char *at)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		const char c = at[i];
		const char small = (char)(c | 0x20);

		if (is_digit(c))
			value = value << 4 | (c - '0');
		else if (small >= 'a' && small <= 'f')
			value = value << 4 | (small - 'a' + 10);
		else
			return -1;
	}
	return value;
}

/*
 * escape ( %x22 / %x5C / %x2F / %x62 / %x66 / %x6E / %x72 / %x74 /
 *          %x75 4HEXDIG )                            (RFC 8259 7)
 * A code point over U+FFFF comes as a pair, D800-DBFF then DC00-DFFF.
 */
static bool
scan_escape(struct scan *scan)
{
	const char *const at = scan->at + 1;

	if (*at != 'u') {
		scan->at += 2;
		return (*at && strchr("\"\\/bfnrt", *at)) ||
		    fail(scan, JSON_SYNTAX);
	}
	const int unit = four_digits(at + 1);
	if (unit == 0)
		return fail(scan, JSON_HAS_NUL);
	if (unit < 0 || (unit & 0xFC00) == 0xDC00)
		return fail(scan, JSON_SYNTAX);
	scan->at += 6;
	if ((unit & 0xFC00) != 0xD800)
		return true;
	if (scan->at[0] != '\\' || scan->at[1] != 'u' ||
	    (four_digits(scan->at + 2) & ~0x3FF) != 0xDC00)
		return fail(scan, JSON_SYNTAX);
	scan->at += 6;
	return true;
}

/* unescaped = %x20-21 / %x23-5B / %x5D-10FFFF        (RFC 8259 7) */
static bool
scan_text(struct scan *scan)
{
	for (scan->at++;;) {
		const unsigned char c = (unsigned char)*scan->at;

		if (c == '"') {
			scan->at++;
			return true;
		}
		if (c < ' ')
			return fail(scan, JSON_SYNTAX);
		if (c != '\\')
			scan->at++;
		else if (!scan_escape(scan))
			return false;
	}
}

static bool
scan_digits(struct scan *scan)
{
	if (!is_digit(*scan->at))
		return fail(scan, JSON_SYNTAX);
	while (is_digit(*scan->at))
		scan->at++;
	return true;
}

/*
 * number = [ minus ] int [ frac ] [ exp ]            (RFC 8259 6)
 * int = zero / ( digit1-9 *DIGIT )
 */
static bool
scan_number(struct scan *scan)
{
	const char *const start = scan->at;

	if (*scan->at == '-')
		scan->at++;
	if (*scan->at == '0')
		scan->at++;
	else if (!scan_digits(scan))
		return false;
	if (*scan->at == '.') {
		scan->at++;
		if (!scan_digits(scan))
			return false;
	}
	if (*scan->at == 'e' || *scan->at == 'E') {
		scan->at++;
		if (*scan->at == '+' || *scan->at == '-')
			scan->at++;
		if (!scan_digits(scan))
			return false;
	}
	return scan->at - start <= NUMBER_MAX || fail(scan, JSON_SYNTAX);
}

static bool
scan_word(struct scan *scan, const char *word, size_t size)
{
	if (strncmp(scan->at, word, size) != 0)
		return fail(scan, JSON_SYNTAX);
	scan->at += size;
	return true;
}

/* member = string name-separator value               (RFC 8259 4) */
static bool
scan_name(struct scan *scan)
{
	if (skip_blanks(scan) != '"')
		return fail(scan, JSON_SYNTAX);
	if (!scan_text(scan))
		return false;
	if (skip_blanks(scan) != ':')
		return fail(scan, JSON_SYNTAX);
	scan->at++;
	return true;
}

/*
 * array = begin-array [ value *( "," value ) ] end-array    (RFC 8259 5)
 * object = begin-object [ member *( "," member ) ] end-object      (4)
 */
static bool
scan_members(struct scan *scan, char end)
{
	if (++scan->depth > JSON_DEPTH_MAX)
		return fail(scan, JSON_TOO_DEEP);
	scan->at++;
	if (skip_blanks(scan) == end) {
		scan->at++;
		scan->depth--;
		return true;
	}
	for (;;) {
		if (end == '}' && !scan_name(scan))
			return false;
		if (!scan_value(scan))
			return false;
		const char c = skip_blanks(scan);
		if (c != ',' && c != end)
			return fail(scan, JSON_SYNTAX);
		scan->at++;
		if (c == end)
			break;
	}
	scan->depth--;
	return true;
}

static bool
scan_value(struct scan *scan)
{
	const char c = skip_blanks(scan);

	if (scan->values_left-- == 0)
		return fail(scan, JSON_TOO_MANY);
	switch (c) {
	case '"':
		return scan_text(scan);
	case '{':
		return scan_members(scan, '}');
	case '[':
		return scan_members(scan, ']');
	case 't':
		return scan_word(scan, "true", 4);
	case 'f':
		return scan_word(scan, "false", 5);
	case 'n':
		return scan_word(scan, "null", 4);
	default:
		return scan_number(scan);
	}
}

enum json_fault
json_scan(const char *text, size_t size, size_t values_max)
{
	struct scan scan = { .at = text, .values_left = values_max };

	if (memchr(text, '\0', size))
		return JSON_HAS_NUL;
	if (!utf8_valid(text, size))
		return JSON_NOT_UTF8;
	if (skip_blanks(&scan) == '\0')
		return JSON_EMPTY;
	if (scan_value(&scan) && skip_blanks(&scan) != '\0')
		return JSON_SYNTAX;
	return scan.fault;
}
