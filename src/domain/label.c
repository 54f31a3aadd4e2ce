#include "label.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "mask.h"
#include "param.h"
#include "str.h"
#include "thanks.h"
#include "utf8.h"

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define LARGE "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGIT "0123456789"

enum { ACCOUNT_MAX = 40, COMPANY_MAX = 63, CRM_KEY_SIZE = 40,
	ZONE_MAX = 64 };

/* `size` bytes, between min and max of them, each of `allowed`. */
static bool
made_of(const char *text, size_t size, const char *allowed, size_t min,
    size_t max)
{
	return size >= min && size <= max && strspn(text, allowed) >= size;
}

bool
label_line(const char *text, size_t max)
{
	const size_t size = strlen(text);

	if (size == 0 || size > max || !utf8_valid(text, size) ||
	    text[0] == ' ' || text[size - 1] == ' ')
		return false;
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return false;
	return true;
}

bool
label_name(const char *text)
{
	return label_line(text, LABEL_MAX);
}

bool
label_public_id(const char *text)
{
	return made_of(text, strlen(text), SMALL LARGE DIGIT "-_",
	    PUBLIC_ID_MIN, PUBLIC_ID_MAX);
}

bool
label_account(const char *text)
{
	return made_of(text, strlen(text), SMALL DIGIT "-_", 1, ACCOUNT_MAX);
}

bool
label_crm_key(const char *text)
{
	return made_of(text, strlen(text), "abcdef" DIGIT, CRM_KEY_SIZE,
	    CRM_KEY_SIZE);
}

bool
label_time_zone(const char *text)
{
	/* it becomes a file name below the zone directory: no dots */
	return made_of(text, strlen(text), SMALL LARGE DIGIT "/_+-", 1,
	    ZONE_MAX) && text[0] != '/' && !str_ends(text, "/");
}

const char *
label_company(struct arena *arena, const char *text)
{
	static const char scheme[] = "https://", host[] = ".pipedrive.com";

	if (str_starts(text, scheme))
		text += strlen(scheme);
	const size_t size = strcspn(text, ".");
	const char *const rest = text + size;
	if (rest[0] != '\0' && (!str_starts(rest, host) ||
	    (strcmp(rest + strlen(host), "") != 0 &&
	    strcmp(rest + strlen(host), "/") != 0)))
		return NULL;
	if (!made_of(text, size, SMALL DIGIT "-", 1, COMPANY_MAX))
		return NULL;
	return arena_copy(arena, text, size);
}

/* RFC 1123 2.1; a bare "localhost" is one, too. */
static bool
is_host(const char *text, size_t size)
{
	if (!made_of(text, size, SMALL DIGIT "-.", 1, HOST_MAX))
		return false;
	for (size_t i = 0; i < size; i++)
		if (text[i] == '.' && (i == 0 || i + 1 == size ||
		    text[i - 1] == '.'))
			return false;
	return true;
}

static void
lower(char *text)
{
	for (; *text != '\0'; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text + ('a' - 'A'));
}

/* How a list of words is read. */
struct words {
	const char *gaps;	/* what parts them */
	bool lower;		/* their case does not matter */
	bool (*is_one)(const char *text, size_t size);
	size_t most, room;	/* how many, and in all with the NUL */
};

static const char *
read_words(struct arena *arena, const struct words *words, const char *text,
    const char **bad)
{
	char *const room = arena_take(arena, words->room);
	struct str out;
	size_t count = 0;

	*bad = NULL;
	if (room == NULL)
		return NULL;
	str_init(&out, room, words->room);
	for (text += strspn(text, words->gaps); *text != '\0';
	    text += strspn(text, words->gaps)) {
		const size_t size = strcspn(text, words->gaps);
		char *const word = arena_copy(arena, text, size);
		text += size;
		if (word == NULL || ++count > words->most)
			return NULL;
		if (words->lower)
			lower(word);
		if (!words->is_one(word, size)) {
			*bad = word;
			return NULL;
		}
		if (label_among(word, room))
			continue;
		if (out.size > 0)
			str_add_char(&out, ' ');
		str_add(&out, word);
	}
	return out.failed ? NULL : room;
}

const char *
label_hosts(struct arena *arena, const char *text, const char **bad)
{
	static const struct words hosts = { " \t\n,", true, is_host,
		ALLOWED_HOSTS_MAX, LABEL_HOSTS_MAX };

	return read_words(arena, &hosts, text, bad);
}

static bool
is_param(const char *text, size_t size)
{
	return made_of(text, size, SMALL DIGIT "-_", 1, CUSTOM_PARAM_MAX) &&
	    param_find(text, size) == NULL && mask_secret(text) == SECRET_NONE;
}

const char *
label_params(struct arena *arena, const char *text, const char **bad)
{
	static const struct words params = { " \t\n,", false, is_param,
		CUSTOM_PARAMS_MAX, CUSTOM_PARAMS_MAX };

	return read_words(arena, &params, text, bad);
}

static bool
is_field(const char *text, size_t size)
{
	return size <= FIELD_NAME_MAX && label_line(text, FIELD_NAME_MAX);
}

const char *
label_fields(struct arena *arena, const char *text, const char **bad)
{
	static const struct words fields = { " \t\n", false, is_field,
		STORE_FIELDS_MAX, STORE_FIELDS_MAX };

	return read_words(arena, &fields, text, bad);
}

const char *
label_paths(struct arena *arena, const char *text, const char **bad)
{
	static const struct words paths = { " \t\n,", false, thanks_is_path,
		THANK_YOU_MAX, THANK_YOU_MAX };

	return read_words(arena, &paths, text, bad);
}

bool
label_among(const char *word, const char *words)
{
	const size_t size = strlen(word);

	if (size == 0 || strchr(word, ' ') != NULL)
		return false;
	for (const char *at = words; (at = strstr(at, word)) != NULL;
	    at += size)
		if ((at == words || at[-1] == ' ') &&
		    (at[size] == ' ' || at[size] == '\0'))
			return true;
	return false;
}
