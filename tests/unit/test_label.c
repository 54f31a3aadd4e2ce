#include "label.h"

#include "arena.h"
#include "bounds.h"
#include "check.h"

static char memory[16 * 1024];

static const char *const names[] = { "a", "Shop & Söhne", "a b" };
static const char *const no_names[] = { "", " a", "a ", "a\tb", "a\x7f",
	"\xff" };

static void
test_names(void)
{
	char most[LABEL_MAX + 2];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		CHECK_CASE(names[i]);
		CHECK(label_name(names[i]));
	}
	for (size_t i = 0; i < sizeof(no_names) / sizeof(no_names[0]); i++) {
		CHECK_CASE(no_names[i]);
		CHECK(!label_name(no_names[i]));
	}
	CHECK_CASE(NULL);
	memset(most, 'x', sizeof(most));
	most[LABEL_MAX] = '\0';
	CHECK(label_name(most));
	most[LABEL_MAX] = 'x';
	most[LABEL_MAX + 1] = '\0';
	CHECK(!label_name(most));
}

/* The shapes, each with one that is right and some that are not. */
static const struct {
	bool (*is)(const char *text);
	const char *right, *wrong[4];
} shapes[] = {
	{ label_public_id, "shop-01_A",
	    { "short", "shop 01 a", "", "a.b.c.d.e" } },
	{ label_account, "acme-2", { "", "Acme", "a b", "a]" } },
	{ label_crm_key, "0123456789abcdef0123456789abcdef01234567",
	    { "", "0123456789abcdef0123456789abcdef0123456",
	    "0123456789ABCDEF0123456789ABCDEF01234567",
	    "g123456789abcdef0123456789abcdef01234567" } },
	{ label_time_zone, "America/Argentina/Buenos_Aires",
	    { "", "/etc", "../x", "Europe/" } },
};

static void
test_shapes(void)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		CHECK_CASE(shapes[i].right);
		CHECK(shapes[i].is(shapes[i].right));
		for (size_t j = 0; j < 4; j++) {
			CHECK_CASE(shapes[i].wrong[j]);
			CHECK(!shapes[i].is(shapes[i].wrong[j]));
		}
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *text, *company;
} companies[] = {
	{ "acme", "acme" },
	{ "acme.pipedrive.com", "acme" },
	{ "https://acme-2.pipedrive.com/", "acme-2" },
	{ "https://acme.pipedrive.com/x", NULL },
	{ "http://acme.pipedrive.com", NULL },
	{ "acme.example", NULL },
	{ "acme.pipedrive.com.example", NULL },
	{ "Acme", NULL },
	{ "", NULL },
	{ ".pipedrive.com", NULL },
};

static void
test_companies(void)
{
	struct arena arena;

	for (size_t i = 0; i < sizeof(companies) / sizeof(companies[0]); i++) {
		arena_init(&arena, memory, sizeof(memory));
		CHECK_CASE(companies[i].text);
		CHECK_TEXT(label_company(&arena, companies[i].text),
		    companies[i].company);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *text, *hosts, *bad;
} hosts[] = {
	{ "", "", NULL },
	{ "a.example", "a.example", NULL },
	{ " A.example,b.example  a.example ", "a.example b.example", NULL },
	{ "localhost", "localhost", NULL },
	{ "a.example b..example", NULL, "b..example" },
	{ "https://a.example", NULL, "https://a.example" },
	{ "a.example:80", NULL, "a.example:80" },
	{ ".example", NULL, ".example" },
	{ "a b c d e f g h i j k l m n o p", "a b c d e f g h i j k l m n o p",
	    NULL },
	{ "a b c d e f g h i j k l m n o p q", NULL, NULL },
};

static void
test_hosts(void)
{
	struct arena arena;
	const char *bad;

	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		arena_init(&arena, memory, sizeof(memory));
		CHECK_CASE(hosts[i].text);
		CHECK_TEXT(label_hosts(&arena, hosts[i].text, &bad),
		    hosts[i].hosts);
		CHECK_TEXT(bad, hosts[i].bad);
	}
	CHECK_CASE(NULL);
}

/* Of our own names none: they are columns. */
static const struct {
	const char *(*read)(struct arena *arena, const char *text,
	    const char **bad);
	const char *text, *words, *bad;
} lists[] = {
	{ label_params, "", "", NULL },
	{ label_params, " ref_no, hsa-ad  ref_no\tb2 ", "ref_no hsa-ad b2",
	    NULL },
	{ label_params, "a12345678901234567890123456789bc",
	    "a12345678901234567890123456789bc", NULL },
	{ label_params, "a a12345678901234567890123456789bcd", NULL,
	    "a12345678901234567890123456789bcd" },
	{ label_params, "a Ref", NULL, "Ref" },
	{ label_params, "a utm_source", NULL, "utm_source" },
	{ label_params, "gclid", NULL, "gclid" },
	{ label_params, "a=b", NULL, "a=b" },
	{ label_params, "a login_token", NULL, "login_token" },
	{ label_fields, " email  your-Name your-Name items[0],x",
	    "email your-Name items[0],x", NULL },
	{ label_fields, "a b\x01", NULL, "b\x01" },
	{ label_fields, "a \xff", NULL, "\xff" },
	{ label_paths, "", "", NULL },
	{ label_paths, " /thanks, /merci,/danke/*  /thanks",
	    "/thanks /merci /danke/*", NULL },
	{ label_paths, "/a thanks", NULL, "thanks" },
	{ label_paths, "/a https://shop.example/a", NULL,
	    "https://shop.example/a" },
};

static void
test_lists(void)
{
	struct arena arena;
	const char *bad;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		arena_init(&arena, memory, sizeof(memory));
		CHECK_CASE(lists[i].text);
		CHECK_TEXT(lists[i].read(&arena, lists[i].text, &bad),
		    lists[i].words);
		CHECK_TEXT(bad, lists[i].bad);
	}
	CHECK_CASE(NULL);
}

/* All names together fill their room, and one byte more does not. */
static void
test_long_list(void)
{
	char text[CUSTOM_PARAMS_MAX + 2];
	struct arena arena;
	const char *bad;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 4 == 3 ? ' ' : i % 4 == 0
		    ? (char)('k' + i / 104) : (char)('a' + i / 4 % 26);
	text[CUSTOM_PARAMS_MAX - 1] = '\0';
	arena_init(&arena, memory, sizeof(memory));
	CHECK_TEXT(label_params(&arena, text, &bad), text);
	text[CUSTOM_PARAMS_MAX - 1] = 'x';
	text[CUSTOM_PARAMS_MAX] = '\0';
	arena_init(&arena, memory, sizeof(memory));
	CHECK_TEXT(label_params(&arena, text, &bad), NULL);
	CHECK_TEXT(bad, NULL);
}

static void
test_among(void)
{
	CHECK(label_among("on", "off watch on"));
	CHECK(label_among("off", "off watch on"));
	CHECK(!label_among("of", "off watch on"));
	CHECK(!label_among("atch", "off watch on"));
	CHECK(!label_among("off watch", "off watch on"));
	CHECK(!label_among("", "off watch on"));
}

int
main(void)
{
	test_names();
	test_shapes();
	test_companies();
	test_hosts();
	test_lists();
	test_long_list();
	test_among();
	return check_failed();
}
