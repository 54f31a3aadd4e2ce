#include "handover.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "hash.h"
#include "str.h"

static const char name[] = "lp_x=";

/* time in ms, visitor, signature: 12, 32 and 32 digits */
enum { TIME_DIGITS = 12, ID_DIGITS = 2 * ID_SIZE, SIGNED = TIME_DIGITS +
	ID_DIGITS, SIGNATURE = 16 };

static void
sign(const struct handover *bound, const char *text,
    unsigned char out[HASH_SIZE])
{
	char room[SIGNED + 32 + AGENT_MAX];
	struct str all;

	str_init(&all, room, sizeof(room));
	str_add_bytes(&all, text, SIGNED);
	str_add_char(&all, ' ');
	str_add_int(&all, bound->project);
	str_add_char(&all, ' ');
	str_add_bytes(&all, bound->user_agent,
	    strnlen(bound->user_agent, AGENT_MAX));
	hash_hmac(bound->secret, all.data, all.size, out);
}

void
handover_print(const struct handover *bound, const struct id *visitor,
    int64_t now_ms, char out[HANDOVER_TEXT])
{
	unsigned char signature[HASH_SIZE];
	struct str text;

	str_init(&text, out, HANDOVER_TEXT);
	str_addf(&text, "%s%012llx", name,
	    (unsigned long long)now_ms & 0xffffffffffff);
	str_add_hex(&text, visitor->bytes, ID_SIZE);
	sign(bound, out + sizeof(name) - 1, signature);
	str_add_hex(&text, signature, SIGNATURE);
}

/* Where its value begins in the query, which has it once; or NULL. */
static const char *
find(const char *url)
{
	const char *end = url + strcspn(url, "#");
	const char *query = url + strcspn(url, "?"), *found = NULL;

	for (const char *at = query; (at = strstr(at, name)) != NULL &&
	    at < end; at++) {
		if (at - 1 != query && at[-1] != '&')
			continue;
		if (found != NULL)
			return NULL;
		found = at + sizeof(name) - 1;
	}
	return found;
}

static bool
read_time(const char *digits, int64_t *out)
{
	*out = 0;
	for (int i = 0; i < TIME_DIGITS; i++) {
		int digit = str_hex(digits[i]);

		if (digit < 0)
			return false;
		*out = *out << 4 | digit;
	}
	return true;
}

bool
handover_read(const struct handover *bound, const char *url, int64_t now_ms,
    struct id *visitor)
{
	unsigned char right[HASH_SIZE];
	char visitor_text[ID_TEXT], signature[ID_TEXT];
	const char *at = find(url);
	struct id given;
	int64_t made;

	if (at == NULL || strcspn(at, "&#") != SIGNED + 2 * SIGNATURE ||
	    !read_time(at, &made))
		return false;
	snprintf(visitor_text, sizeof(visitor_text), "%.*s", ID_DIGITS,
	    at + TIME_DIGITS);
	snprintf(signature, sizeof(signature), "%.*s", 2 * SIGNATURE,
	    at + SIGNED);
	sign(bound, at, right);
	return made <= now_ms && now_ms - made <= HANDOVER_S * 1000 &&
	    id_parse(signature, &given) &&
	    hash_same(given.bytes, right, SIGNATURE) &&
	    id_parse(visitor_text, visitor);
}
