#include "check.h"
#include "http.h"

static const struct {
	int status;
	const char *want;
} reasons[] = {
	{ 200, "OK" }, { 204, "No Content" }, { 400, "Bad Request" },
	{ 404, "Not Found" }, { 429, "Too Many Requests" },
	{ 503, "Service Unavailable" }, { 0, "Unknown" }, { 999, "Unknown" },
	{ -1, "Unknown" },
};

static void test_reasons(void)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		CHECK_TEXT(http_reason(reasons[i].status), reasons[i].want);
}

/* The cookie "lp", into a buffer of eight bytes */
static const struct {
	const char *header, *want;	/* NULL: none */
} cookies[] = {
	{ "lp=abc", "abc" },
	{ "lp=abc; x=y", "abc" },
	{ "x=y; lp=abc", "abc" },
	{ "x=y;lp=abc", "abc" },
	{ "x=y, lp=abc", "abc" },		/* two headers, joined */
	{ "x=y,lp=abc,z=1", "abc" },
	{ "  lp=abc\t ; x=y", "abc" },
	{ "lp=one; lp=two", "one" },
	{ "lp=a=b", "a=b" },
	{ "lp=1234567", "1234567" },
	{ ";;,; lp=abc", "abc" },
	{ "lp", NULL },
	{ "lp=", NULL },
	{ "lp=; lp=two", NULL },
	{ "lp=12345678", NULL },
	{ "LP=abc", NULL },
	{ "xlp=abc", NULL },
	{ "lpx=abc", NULL },
	{ "x=lp=abc", NULL },
	{ "lp =abc", NULL },
	{ "=abc", NULL },
	{ "", NULL },
	{ ";", NULL },
	{ ", ,", NULL },
};

static void test_cookies(void)
{
	for (size_t i = 0; i < sizeof(cookies) / sizeof(cookies[0]); i++) {
		char value[8] = "";
		const bool got = http_cookie(cookies[i].header, "lp", value,
		    sizeof(value));

		CHECK_CASE(cookies[i].header);
		CHECK_TEXT(got ? value : NULL, cookies[i].want);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *header, *type;
	bool want;
} types[] = {
	{ "text/plain", "text/plain", true },
	{ "Text/Plain; charset=utf-8", "text/plain", true },
	{ " application/json ;charset=utf-8", "application/json", true },
	{ "application/json;", "application/json", true },
	{ "application/jsonx", "application/json", false },
	{ "application/jso", "application/json", false },
	{ "application / json", "application/json", false },
	{ "multipart/form-data; boundary=x", "text/plain", false },
	{ "", "text/plain", false },
	{ ";", "text/plain", false },
	{ "text/plain, application/json", "application/json", false },
};

static void test_types(void)
{
	char endless[4096];

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		CHECK_CASE(types[i].header);
		CHECK_INT(http_is_type(types[i].header, types[i].type),
		    types[i].want);
	}
	CHECK_CASE(NULL);
	memset(endless, 'a', sizeof(endless));
	endless[sizeof(endless) - 1] = '\0';
	CHECK(!http_is_type(endless, "text/plain"));
}

static const struct {
	const char *origin, *want;	/* NULL: no host */
} origins[] = {
	{ "https://shop.example", "shop.example" },
	{ "https://Shop.Example:8443", "shop.example" },
	{ "HTTP://shop.example", "shop.example" },
	{ "https://shop.example/path?x=https://evil.example", "shop.example" },
	{ "https://shop.example?x", "shop.example" },
	{ "https://shop.example#x", "shop.example" },
	{ "http://[2001:DB8::1]:80/", "[2001:db8::1]" },
	{ "http://127.0.0.1:8080", "127.0.0.1" },
	{ "http://localhost", "localhost" },
	{ "https://site.example.evil.example", "site.example.evil.example" },
	{ "null", NULL },
	{ "", NULL },
	{ "shop.example", NULL },
	{ "//shop.example", NULL },
	{ "https:shop.example", NULL },
	{ "https://", NULL },
	{ "https:///path", NULL },
	{ "https://:443", NULL },
	{ "file:///etc/passwd", NULL },
	{ "android-app://com.example", NULL },
	{ "chrome-extension://abcdef", NULL },
	{ "ahttps://shop.example", NULL },
	{ "https://shop.example@evil.example", NULL },
	{ "https://user:pass@shop.example", NULL },
	{ "https://shop.example\\@evil.example", NULL },
	{ "https://shop.example:99999", NULL },
	{ "https://shop.example:80a", NULL },
	{ "https://shop example", NULL },
	{ "https://sh<script>.example", NULL },
	{ "https://shop.example, https://evil.example", NULL },
};

static void test_origins(void)
{
	char host[64], tiny[13], endless[4096] = "https://shop.example/";

	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		const bool got = http_origin_host(origins[i].origin, host,
		    sizeof(host));

		CHECK_CASE(origins[i].origin);
		CHECK_TEXT(got ? host : NULL, origins[i].want);
	}
	CHECK_CASE(NULL);
	CHECK(http_origin_host("https://shop.example", tiny, 13));
	CHECK(!http_origin_host("https://shop.example", tiny, 12));
	/* a Referer may be as long as it likes, its host may not */
	memset(endless + 21, 'a', sizeof(endless) - 22);
	CHECK(http_origin_host(endless, host, sizeof(host)));
	memset(endless + 8, 'a', sizeof(endless) - 9);
	CHECK(!http_origin_host(endless, host, sizeof(host)));
}

static void test_values(void)
{
	static const char *const bad[] = { "", "a b", " a", "a\"", "a\\",
		"a\n", "a\x1b[m", "a\x7f", "\xC3\xA9" };

	CHECK(http_is_cookie_value("fb.1.17!#$%&'()*+-./:<=>?@[]^_`{|}~"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK_CASE(bad[i]);
		CHECK(!http_is_cookie_value(bad[i]));
	}
	CHECK_CASE(NULL);
}

int main(void)
{
	test_reasons();
	test_cookies();
	test_values();
	test_types();
	test_origins();
	return check_failed();
}
