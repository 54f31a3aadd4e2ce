/* The tables of data/ as the programs see them: nothing twice, no unknown
 * word, and as many senders as we say. */
#include "check.h"

#include <ctype.h>

#include "caption.h"
#include "param.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { ROWS_MIN = 220, SOURCES_MIN = 150, SPAM_MIN = 60 };
enum { NAME, SOURCE, KIND, CELLS };

static const char *const sources[][CELLS] = {
#include "sources.inc"
};
static const char *const aliases[][CELLS] = {
#include "source_aliases.inc"
};
static const char *const in_app[][CELLS] = {
#include "in_app.inc"
};
static const char *const field_roles[][CELLS] = {
#include "field_roles.inc"
};
static const char *const field_noise[][CELLS] = {
#include "field_noise.inc"
};
static const struct {
	enum param param;
	const char *source, *medium, *channel, *paid;
} click_ids[] = {
#include "click_ids.inc"
};

static bool
is_one_of(const char *word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

static bool
is_lower(const char *text)
{
	for (; *text != '\0'; text++)
		if (isupper((unsigned char)*text))
			return false;
	return true;
}

/* No name stands twice. */
static void
check_names(const char *const rows[][CELLS], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		CHECK_CASE(rows[i][NAME]);
		for (size_t before = 0; before < i; before++)
			CHECK(strcmp(rows[before][NAME], rows[i][NAME]) != 0);
	}
}

/* "=google." or "mail.google.com": labels of a host, maybe marked. */
static void
check_hosts(const char *const rows[][CELLS], size_t count)
{
	check_names(rows, count);
	for (size_t i = 0; i < count; i++) {
		const char *host = rows[i][NAME] + (*rows[i][NAME] == '=');

		CHECK_CASE(rows[i][NAME]);
		CHECK(*host != '.' && strstr(host, "..") == NULL);
		CHECK(strchr(host, '.') != NULL);
		CHECK_INT(strspn(host, "abcdefghijklmnopqrstuvwxyz"
		    "0123456789.-_"), strlen(host));
	}
}

static const char *const *
find_source(const char *source)
{
	for (size_t i = 0; i < COUNT(sources); i++)
		if (strcmp(sources[i][SOURCE], source) == 0)
			return sources[i];
	return NULL;
}

/* One source has one kind: its name alone is looked up too. */
static void
check_sources(void)
{
	static const char *const kinds[] = { "search", "shopping", "social",
		"video", "ai", "email", "referral", "payment", "sign-in",
		"spam", NULL };
	size_t distinct = 0, spam = 0;

	for (size_t i = 0; i < COUNT(sources); i++) {
		const char *const *first = find_source(sources[i][SOURCE]);

		CHECK_CASE(sources[i][NAME]);
		CHECK(is_one_of(sources[i][KIND], kinds));
		CHECK(is_lower(sources[i][SOURCE]));
		CHECK_TEXT(first[KIND], sources[i][KIND]);
		distinct += first == sources[i];
		spam += strcmp(sources[i][KIND], "spam") == 0;
	}
	CHECK_CASE("enough of them");
	CHECK(COUNT(sources) >= ROWS_MIN);
	CHECK(distinct >= SOURCES_MIN);
	CHECK(spam >= SPAM_MIN);
}

/* What points at a source points at one that is there. */
static void
check_pointers(void)
{
	for (size_t i = 0; i < COUNT(aliases); i++) {
		CHECK_CASE(aliases[i][NAME]);
		CHECK(is_lower(aliases[i][NAME]));
		CHECK(find_source(aliases[i][SOURCE]) != NULL);
		/* a source's own name needs no alias and may not have one */
		CHECK(find_source(aliases[i][NAME]) == NULL);
	}
	for (size_t i = 0; i < COUNT(in_app); i++) {
		const char *const *sender = find_source(in_app[i][SOURCE]);

		CHECK_CASE(in_app[i][NAME]);
		CHECK(sender != NULL);
		CHECK_TEXT(in_app[i][KIND], sender ? sender[KIND] : NULL);
		/* one found in a later one would hide it */
		for (size_t after = i + 1; after < COUNT(in_app); after++)
			CHECK(!strstr(in_app[after][NAME], in_app[i][NAME]));
	}
}

static void
check_words(void)
{
	static const char *const paid[] = { "paid", "no", NULL };

	for (size_t i = 0; i < COUNT(click_ids); i++) {
		CHECK_CASE(param_name(click_ids[i].param));
		CHECK(is_one_of(click_ids[i].paid, paid));
		CHECK(find_source(click_ids[i].source) != NULL);
	}
}

/* Words of fields stand as they are folded, or nothing would find them. */
static void
check_captions(const char *const rows[][CELLS], size_t count,
    const char *const *kinds)
{
	char room[FIELD_NAME_MAX + 1];
	struct caption caption;

	check_names(rows, count);
	for (size_t i = 0; i < count; i++) {
		CHECK_CASE(rows[i][NAME]);
		caption_read(rows[i][NAME], &caption);
		CHECK_TEXT(caption_join(&caption, CAPTION_WHOLE, room),
		    rows[i][NAME]);
		CHECK(is_one_of(rows[i][SOURCE], kinds));
	}
}

static void
check_fields(void)
{
	static const char *const roles[] = { "email", "phone", "first",
		"last", "full", "company", "given", "family", "turned",
		"none", NULL };
	static const char *const wheres[] = { "any", "box", NULL };

	check_captions(field_roles, COUNT(field_roles), roles);
	check_captions(field_noise, COUNT(field_noise), wheres);
}

int
main(void)
{
	check_hosts(sources, COUNT(sources));
	check_names(aliases, COUNT(aliases));
	check_names(in_app, COUNT(in_app));
	check_sources();
	check_pointers();
	check_words();
	check_fields();
	return check_failed();
}
