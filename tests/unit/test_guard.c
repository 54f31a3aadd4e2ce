#include "check.h"
#include "guard.h"
#include "ip.h"
#include "str.h"

#define INNER "leads into an inner network"
#define ODD "writes its host's address in an odd way"
#define FORM "is not of the form https://www.example.com/path"
#define USER "holds a user or a password"
#define PLAIN "holds a blank, a # or another character that has to be" \
	" written as %XX"
#define SCHEME "does not begin with https://"

/* An address, and what is said of it; NULL = it may be called. */
static const struct {
	const char *url, *said;
} cases[] = {
	{ "https://hooks.example.com/x/y?z=1", NULL },
	{ "https://hooks.example.com", NULL },
	{ "https://hooks.example.com:8443/x", NULL },
	{ "https://hooks.example.com/a@b", NULL },
	{ "https://hooks.example.com?to=a@b.example", NULL },
	{ "https://192.0.1.1/x", NULL },
	{ "https://[2a00:1450::1]/x", NULL },
	{ "https://0x7f.example.com/", NULL },
	{ "https://127.0.0.1.example.com/", NULL },
	{ "https://metadata.example.com/", NULL },

	{ "http://hooks.example.com/", SCHEME },
	{ "HTTPS://hooks.example.com/", SCHEME },
	{ "ftp://hooks.example.com/", SCHEME },
	{ "file:///etc/passwd", SCHEME },
	{ "gopher://127.0.0.1:70/", SCHEME },
	{ "hooks.example.com", SCHEME },
	{ "", SCHEME },
	{ " https://hooks.example.com/", PLAIN },
	{ "https://hooks.example.com/a b", PLAIN },
	{ "https://hooks.example.com/a\r\nX: y", PLAIN },
	{ "https://hooks.example.com/#x", PLAIN },
	{ "https://hooks.example.com\\@127.0.0.1/", PLAIN },
	{ "https://h\xc3\xb6oks.example.com/", PLAIN },
	{ "https://user@hooks.example.com/", USER },
	{ "https://user:pass@hooks.example.com/", USER },
	{ "https://hooks.example.com@127.0.0.1/", USER },
	{ "https://@hooks.example.com/", USER },
	{ "https:///x", FORM },
	{ "https://hooks.example.com:0/", FORM },
	{ "https://hooks.example.com:99999/", FORM },
	{ "https://hooks.example.com:80x/", FORM },
	{ "https://hooks..example.com/", FORM },
	{ "https://hooks%2eexample.com/", FORM },
	{ "https://[::1/", FORM },
	{ "https://[fe80::1%25eth0]/", FORM },
	{ "https://hooks.example.com./", "ends its host with a dot" },
	{ "https://localhost./", "ends its host with a dot" },

	{ "https://localhost/", INNER },
	{ "https://LOCALHOST/", INNER },
	{ "https://a.localhost/", INNER },
	{ "https://printer/", INNER },
	{ "https://printer.local/", INNER },
	{ "https://metadata.google.internal/", INNER },
	{ "https://nas.home.arpa/", INNER },
	{ "https://db.corp/", INNER },
	{ "https://127.0.0.1/", INNER },
	{ "https://127.255.255.254:8443/", INNER },
	{ "https://10.1.2.3/", INNER },
	{ "https://100.64.0.1/", INNER },
	{ "https://100.127.255.255/", INNER },
	{ "https://100.128.0.1/", NULL },
	{ "https://169.254.169.254/latest/meta-data/", INNER },
	{ "https://172.16.0.1/", INNER },
	{ "https://172.31.255.255/", INNER },
	{ "https://172.32.0.1/", NULL },
	{ "https://192.168.1.1/", INNER },
	{ "https://198.19.0.1/", INNER },
	{ "https://192.0.2.1/", INNER },
	{ "https://0.0.0.0/", INNER },
	{ "https://0.1.2.3/", INNER },
	{ "https://224.0.0.1/", INNER },
	{ "https://239.255.255.255/", INNER },
	{ "https://240.0.0.1/", INNER },
	{ "https://255.255.255.255/", INNER },

	{ "https://127.1/", ODD },
	{ "https://127.0.1/", ODD },
	{ "https://2130706433/", ODD },
	{ "https://0x7f000001/", ODD },
	{ "https://0X7F.1/", ODD },
	{ "https://0x7f.0.0.1/", ODD },
	{ "https://127.0.0.0x1/", ODD },
	{ "https://0x/", ODD },
	{ "https://017700000001/", ODD },
	{ "https://0177.0.0.1/", ODD },
	{ "https://127.0.0.01/", ODD },
	{ "https://1.1.1.1.1/", ODD },
	{ "https://256.0.0.1/", ODD },
	{ "https://a.example.1/", ODD },

	{ "https://[::1]/", INNER },
	{ "https://[::]/", INNER },
	{ "https://[0:0:0:0:0:0:0:1]/", INNER },
	{ "https://[::127.0.0.1]/", INNER },
	{ "https://[::ffff:127.0.0.1]/", INNER },
	{ "https://[::ffff:7f00:1]/", INNER },
	{ "https://[::ffff:10.0.0.1]/", INNER },
	{ "https://[::ffff:a9fe:a9fe]/", INNER },
	{ "https://[64:ff9b::7f00:1]/", INNER },
	{ "https://[2002:7f00:1::]/", INNER },
	{ "https://[2001:0:1::1]/", INNER },
	{ "https://[2001:db8::1]/", INNER },
	{ "https://[fc00::1]/", INNER },
	{ "https://[fd00:ec2::254]/", INNER },
	{ "https://[fe80::1]/", INNER },
	{ "https://[fec0::1]/", INNER },
	{ "https://[ff02::1]/", INNER },
	{ "https://[127.0.0.1]/", ODD },
	{ "https://[::ffff:8.8.8.8]/", NULL },
};

static void test_urls(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_CASE(cases[i].url);
		CHECK_TEXT(guard_url(cases[i].url, false), cases[i].said);
		/* what tests may do opens one spelling, and no other */
		CHECK_TEXT(guard_url(cases[i].url, true), cases[i].said);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *url;
	bool loopback;
} loopbacks[] = {
	{ "http://127.0.0.1:8080/x", true },
	{ "http://127.0.0.1:8080?x", true },
	{ "http://127.0.0.1/", false },
	{ "http://127.0.0.1:/", false },
	{ "http://127.0.0.1:0/", false },
	{ "http://127.0.0.1:70000/", false },
	{ "http://127.0.0.1:8080", true },
	{ "http://127.0.0.1:8080@evil.example/", false },
	{ "http://127.0.0.1:8080.evil.example/", false },
	{ "http://127.0.0.2:8080/", false },
	{ "http://localhost:8080/", false },
	{ "http://[::1]:8080/", false },
};

static void test_loopbacks(void)
{
	for (size_t i = 0; i < sizeof(loopbacks) / sizeof(loopbacks[0]); i++) {
		CHECK_CASE(loopbacks[i].url);
		CHECK_INT(guard_is_loopback(loopbacks[i].url),
		    loopbacks[i].loopback);
		CHECK_INT(guard_url(loopbacks[i].url, true) == NULL,
		    loopbacks[i].loopback);
		CHECK(guard_url(loopbacks[i].url, false) != NULL);
	}
	CHECK_CASE(NULL);
}

static void test_size(void)
{
	static const char start[] = "https://hooks.example.com/";
	char url[2100];

	memset(url, 'a', sizeof(url));
	memcpy(url, start, sizeof(start) - 1);
	url[2047] = '\0';
	CHECK_TEXT(guard_url(url, false), NULL);
	url[2047] = 'a';
	url[2048] = '\0';
	CHECK_TEXT(guard_url(url, false), "is too long");
}

int main(void)
{
	test_urls();
	test_loopbacks();
	test_size();
	return check_failed();
}
