#include "arena.h"
#include "bounds.h"
#include "check.h"
#include "str.h"
#include "url.h"

enum { ARENA_SIZE = 4096 };

static const struct {
	const char *text;
	bool https;
	const char *host;	/* NULL: refused */
	int port;
	const char *path, *query, *fragment;
} urls[] = {
	{ "https://shop.example/", true, "shop.example", 0, "/", "", "" },
	{ "http://shop.example", false, "shop.example", 0, "/", "", "" },
	{ "HTTPS://Shop.EXAMPLE/A", true, "shop.example", 0, "/A", "", "" },
	{ "https://a.example:8443/x", true, "a.example", 8443, "/x", "", "" },
	{ "https://a.example:443/", true, "a.example", 0, "/", "", "" },
	{ "http://a.example:443/", false, "a.example", 443, "/", "", "" },
	{ "http://a.example:/", false, "a.example", 0, "/", "", "" },
	{ "http://a.example?q=1", false, "a.example", 0, "/", "q=1", "" },
	{ "http://a.example#f?g", false, "a.example", 0, "/", "", "f?g" },
	{ "http://a.example/?#", false, "a.example", 0, "/", "", "" },
	{ "http://a.example/p?q?r#f#g", false, "a.example", 0, "/p", "q?r",
	    "f#g" },
	{ "http://a.example/%zz?%", false, "a.example", 0, "/%zz", "%", "" },
	{ "http://a.example/\xC3\xA4", false, "a.example", 0, "/\xC3\xA4", "",
	    "" },
	{ "http://a_b.example", false, "a_b.example", 0, "/", "", "" },
	{ "http://a.example.", false, "a.example.", 0, "/", "", "" },
	{ "http://localhost:8080", false, "localhost", 8080, "/", "", "" },
	{ "http://192.0.2.1/", false, "192.0.2.1", 0, "/", "", "" },
	{ "http://[2001:DB8::1]:81/", false, "[2001:db8::1]", 81, "/", "",
	    "" },
	{ .text = "" },
	{ .text = "shop.example" },
	{ .text = "/path" },
	{ .text = "//shop.example/" },
	{ .text = "http" },
	{ .text = "http:" },
	{ .text = "http://" },
	{ .text = "http:///x" },
	{ .text = "http:/a.example" },
	{ .text = " http://a.example" },
	{ .text = "ftp://a.example" },
	{ .text = "javascript:alert(1)" },
	{ .text = "data:text/html,x" },
	{ .text = "file:///etc/passwd" },
	{ .text = "httpss://a.example" },
	{ .text = "http://u@a.example" },
	{ .text = "http://u:p@a.example" },
	{ .text = "http://a.example:80@b.example" },
	{ .text = "http://a.example\\@b.example" },
	{ .text = "http://a.example:65536" },
	{ .text = "http://a.example:99999999999999999999" },
	{ .text = "http://a.example:0" },
	{ .text = "http://a.example:-1" },
	{ .text = "http://a.example:8x" },
	{ .text = "http://.a.example" },
	{ .text = "http://a..example" },
	{ .text = "http://a.example.." },
	{ .text = "http://." },
	{ .text = "http://a example/" },
	{ .text = "http://a.example /" },
	{ .text = "http://a%2eexample/" },
	{ .text = "http://b\xC3\xBC" "cher.example/" },
	{ .text = "http://[::1" },
	{ .text = "http://[]/" },
	{ .text = "http://[::1]x/" },
	{ .text = "http://[::1%25eth0]/" },
	{ .text = "http://a.example\r\nX: y" },
	{ .text = "http://<script>/" },
};

static void test_parse(void)
{
	char memory[ARENA_SIZE];
	struct arena arena;

	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct url url;

		CHECK_CASE(urls[i].text);
		arena_init(&arena, memory, sizeof(memory));
		const bool got = url_parse(&arena, urls[i].text, &url);
		CHECK_INT(got, urls[i].host != NULL);
		if (!got || !urls[i].host)
			continue;
		CHECK_INT(url.https, urls[i].https);
		CHECK_TEXT(url.host, urls[i].host);
		CHECK_INT(url.port, urls[i].port);
		CHECK_TEXT(url.path, urls[i].path);
		CHECK_TEXT(url.query, urls[i].query);
		CHECK_TEXT(url.fragment, urls[i].fragment);
	}
	CHECK_CASE(NULL);
}

static void test_limits(void)
{
	char memory[ARENA_SIZE], text[HOST_MAX + 10] = "http://";
	struct arena arena;
	struct url url;

	arena_init(&arena, memory, sizeof(memory));
	memset(text + 7, 'a', HOST_MAX);
	text[7 + HOST_MAX] = '\0';
	CHECK(url_parse(&arena, text, &url));
	text[7 + HOST_MAX] = 'a';
	text[7 + HOST_MAX + 1] = '\0';
	CHECK(!url_parse(&arena, text, &url));
	for (size_t room = 0; room < 20; room++) {
		arena_init(&arena, memory, room);
		CHECK(!url_parse(&arena, "http://a.example/path?q=1#f",
		    &url));
	}
}

/* Every parameter as [name|value] */
static const struct {
	const char *query, *want;
} queries[] = {
	{ "a=1&b=2", "[a|1][b|2]" },
	{ "a", "[a|]" },
	{ "a=", "[a|]" },
	{ "=v", "[|v]" },
	{ "=", "[|]" },
	{ "a=b=c", "[a|b=c]" },
	{ "a=1;b=2", "[a|1;b=2]" },
	{ "&&a=1&&&b&", "[a|1][b|]" },
	{ "a=%26&b=+", "[a|%26][b|+]" },
	{ "", "" },
	{ "&", "" },
};

static void test_params(void)
{
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		const char *query = queries[i].query;
		char memory[64];
		struct url_param param;
		struct str got;

		CHECK_CASE(queries[i].query);
		str_init(&got, memory, sizeof(memory));
		while (url_next_param(&query, &param)) {
			str_addf(&got, "[%.*s|%.*s]", (int)param.name_size,
			    param.name, (int)param.value_size, param.value);
		}
		CHECK_TEXT(got.data, queries[i].want);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *text;
	size_t max;
	const char *want;
} decodes[] = {
	{ "plain", 99, "plain" },
	{ "two+words", 99, "two words" },
	{ "two%20words", 99, "two words" },
	{ "a%2Bb%2bc", 99, "a+b+c" },
	{ "%C3%BC", 99, "\xC3\xBC" },
	{ "%2520", 99, "%20" },			/* once, not twice */
	{ "100%", 99, "100%" },
	{ "100%+", 99, "100%" },
	{ "%4", 99, "%4" },
	{ "%zz%4g", 99, "%zz%4g" },
	{ "%%41", 99, "%A" },
	{ "a%00b", 99, "ab" },
	{ "a%0d%0aSet-Cookie:x", 99, "a Set-Cookie:x" },
	{ "%ff%C0%AF", 99, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "%E2%82%AC%E2%82%AC", 5, "\xE2\x82\xAC" },
	{ "12345", 3, "123" },
	{ "+%20+", 99, NULL },
	{ "%00", 99, NULL },
	{ "", 99, NULL },
};

static void test_decode(void)
{
	char memory[256];
	struct arena arena;

	for (size_t i = 0; i < sizeof(decodes) / sizeof(decodes[0]); i++) {
		const char *const text = decodes[i].text;

		CHECK_CASE(text);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(url_decode(&arena, text, strlen(text),
		    decodes[i].max), decodes[i].want);
	}
	CHECK_CASE(NULL);
	arena_init(&arena, memory, 4);
	CHECK_TEXT(url_decode(&arena, "%41%42", 6, 99), NULL);
	/* the size ends the text, in the middle of an escape as well */
	arena_init(&arena, memory, sizeof(memory));
	CHECK_TEXT(url_decode(&arena, "%41%42", 5, 99), "A%4");
}

static const struct {
	const char *query, *want;
} finds[] = {
	{ "utm_source=a", "a" },
	{ "x=1&utm_source=a+b&utm_source=c", "a b" },
	{ "utm_source=&utm_source=c", "c" },
	{ "utm_source=%20&utm_source=c", "c" },
	{ "utm_source", NULL },
	{ "UTM_SOURCE=a", NULL },
	{ "utm_sourcex=a&xutm_source=b", NULL },
	{ "x=utm_source=a", NULL },
	{ "", NULL },
};

static void test_find(void)
{
	char memory[256];
	struct arena arena;

	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
		CHECK_CASE(finds[i].query);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(url_find(&arena, finds[i].query, "utm_source", 99),
		    finds[i].want);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *host, *domain;
	bool want;
} withins[] = {
	{ "shop.example", "shop.example", true },
	{ "www.shop.example", "shop.example", true },
	{ "a.b.shop.example", "shop.example", true },
	{ "evilshop.example", "shop.example", false },
	{ "shop.example.evil.example", "shop.example", false },
	{ "example", "shop.example", false },
	{ "shop.example", "", false },
	{ "", "shop.example", false },
	{ "", "", false },
};

static void test_within(void)
{
	for (size_t i = 0; i < sizeof(withins) / sizeof(withins[0]); i++) {
		CHECK_CASE(withins[i].host);
		CHECK_INT(url_host_within(withins[i].host, withins[i].domain),
		    withins[i].want);
	}
	CHECK_CASE(NULL);
}

int main(void)
{
	test_parse();
	test_limits();
	test_params();
	test_decode();
	test_find();
	test_within();
	return check_failed();
}
