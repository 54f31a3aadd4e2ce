#include "check.h"
#include "ip.h"

static const struct {
	const char *text;
	const char *want, *network, *masked;	/* NULL: no address */
} ips[] = {
	{ "192.0.2.77", "192.0.2.77", "192.0.2.77", "192.0.2.0" },
	{ "192.0.2.77:443", "192.0.2.77", "192.0.2.77", "192.0.2.0" },
	{ "::ffff:10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.0" },
	{ "::FFFF:0a00:0001", "10.0.0.1", "10.0.0.1", "10.0.0.0" },
	{ "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::",
	    "2001:db8:1::" },
	{ "2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "2001:db8::",
	    "2001:db8::" },
	{ "[2001:db8::1]:443", "2001:db8::1", "2001:db8::", "2001:db8::" },
	{ "[2001:db8::1]", "2001:db8::1", "2001:db8::", "2001:db8::" },
	{ "::1", "::1", "::", "::" },
	{ "::", "::", "::", "::" },
	{ "255.255.255.255", "255.255.255.255", "255.255.255.255",
	    "255.255.255.0" },
	{ .text = "" },
	{ .text = " 192.0.2.1" },
	{ .text = "192.0.2.1 " },
	{ .text = "192.0.2" },
	{ .text = "192.0.2.256" },
	{ .text = "192.0.2.1.1" },
	{ .text = "3221225985" },
	{ .text = "0x7f.1" },
	{ .text = "192.0.2.1:" },
	{ .text = "192.0.2.1:-1" },
	{ .text = "192.0.2.1:65536" },
	{ .text = "192.0.2.1:x" },
	{ .text = "[192.0.2.1]" },
	{ .text = "[2001:db8::1" },
	{ .text = "[2001:db8::1]x" },
	{ .text = "[]" },
	{ .text = "2001:db8::1::2" },
	{ .text = "fe80::1%eth0" },
	{ .text = "unknown" },
	{ .text = "_hidden" },
	{ .text = "<script>" },
	{ .text = "1:2:3:4:5:6:7:8:9" },
	{ .text = "000000000000000000000000000000000000000000000000000::1" },
};

static void test_parse(void)
{
	for (size_t i = 0; i < sizeof(ips) / sizeof(ips[0]); i++) {
		struct ip ip, less;
		char text[IP_TEXT];

		CHECK_CASE(ips[i].text);
		const bool got = ip_parse(ips[i].text, &ip);
		CHECK_INT(got, ips[i].want != NULL);
		if (!got || !ips[i].want)
			continue;
		ip_print(&ip, text);
		CHECK_TEXT(text, ips[i].want);
		less = ip_network(&ip);
		ip_print(&less, text);
		CHECK_TEXT(text, ips[i].network);
		less = ip_masked(&ip);
		ip_print(&less, text);
		CHECK_TEXT(text, ips[i].masked);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *range;
	int bits;			/* -1: refused */
	const char *inside, *outside;	/* NULL: there is none */
} ranges[] = {
	{ "10.0.0.0/8", 104, "10.255.0.1", "11.0.0.0" },
	{ "10.1.2.3/8", 104, "10.0.0.1", "11.0.0.0" },
	{ "192.0.2.7", 128, "192.0.2.7", "192.0.2.6" },
	{ "192.0.2.0/31", 127, "192.0.2.1", "192.0.2.2" },
	{ "0.0.0.0/0", 96, "255.1.2.3", "2001:db8::1" },
	{ "::1", 128, "::1", "::2" },
	{ "::/0", 0, "10.0.0.1", NULL },
	{ "2001:db8::/33", 33, "2001:db8:7fff::1", "2001:db8:8000::1" },
	{ "::ffff:10.0.0.0/104", 104, "10.9.9.9", "11.0.0.0" },
	{ "fe80::/10", 10, "febf::1", "fec0::1" },
	{ .range = "", .bits = -1 },
	{ .range = "/8", .bits = -1 },
	{ .range = "10.0.0.0/", .bits = -1 },
	{ .range = "10.0.0.0/33", .bits = -1 },
	{ .range = "10.0.0.0/-1", .bits = -1 },
	{ .range = "10.0.0.0/8/8", .bits = -1 },
	{ .range = "10.0.0.0/ 8", .bits = -1 },
	{ .range = "::/129", .bits = -1 },
	{ .range = "10.0.0.0:80", .bits = -1 },
	{ .range = "[::1]", .bits = -1 },
	{ .range = "localhost", .bits = -1 },
};

static void check_within(const char *text, const struct ip_range *range,
    bool want)
{
	struct ip ip;

	if (!text)
		return;
	CHECK(ip_parse(text, &ip));
	CHECK_INT(ip_within(&ip, range), want);
}

static void test_ranges(void)
{
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		struct ip_range range = { .bits = -1 };

		CHECK_CASE(ranges[i].range);
		CHECK_INT(ip_range_parse(ranges[i].range, &range),
		    ranges[i].bits >= 0);
		CHECK_INT(range.bits, ranges[i].bits);
		if (range.bits < 0)
			continue;
		check_within(ranges[i].inside, &range, true);
		check_within(ranges[i].outside, &range, false);
	}
	CHECK_CASE(NULL);
}

/* Trusted are 10.0.0.0/8 and ::1 */
static const struct {
	const char *peer, *forwarded_for, *want;
} clients[] = {
	{ "192.0.2.1", NULL, "192.0.2.1" },
	{ "192.0.2.1", "1.2.3.4", "192.0.2.1" },
	{ "192.0.2.1", "127.0.0.1", "192.0.2.1" },
	{ "192.0.2.1", "::ffff:10.0.0.1", "192.0.2.1" },
	{ "192.0.2.1", "<script>", "192.0.2.1" },
	{ "10.0.0.1", NULL, "10.0.0.1" },
	{ "10.0.0.1", "", "10.0.0.1" },
	{ "10.0.0.1", "1.2.3.4", "1.2.3.4" },
	{ "::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4" },
	{ "::1", "1.2.3.4:5678", "1.2.3.4" },
	{ "::1", "[2001:db8::7]:443", "2001:db8::7" },
	{ "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4" },
	{ "10.0.0.1", "6.6.6.6,1.2.3.4,10.0.0.2", "1.2.3.4" },
	{ "10.0.0.1", "6.6.6.6, 1.2.3.4 ,\t10.0.0.2 ", "1.2.3.4" },
	{ "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3" },
	{ "10.0.0.1", "1.2.3.4, unknown", "10.0.0.1" },
	{ "10.0.0.1", "1.2.3.4, <script>, 10.0.0.2", "10.0.0.2" },
	{ "10.0.0.1", "1.2.3.4,", "10.0.0.1" },
	{ "10.0.0.1", ",", "10.0.0.1" },
	{ "10.0.0.1", "1.2.3.4,,10.0.0.2", "10.0.0.2" },
	{ "::1", "6.6.6.6, 2001:db8::7", "2001:db8::7" },
	{ "::1", "2001:db8::6, [2001:db8::7]:443, 10.0.0.2:80",
	    "2001:db8::7" },
	{ "10.0.0.1", "2001:db8::6, ::1", "2001:db8::6" },
	{ "10.0.0.1", "6.6.6.6, 1.2.3.4:99999", "10.0.0.1" },
	{ "10.0.0.1", "10.9.9.9, 1.2.3.4", "1.2.3.4" },
	{ "2001:db8::9", "1.2.3.4", "2001:db8::9" },
};

static void test_clients(void)
{
	struct ip_range trusted[2];

	CHECK(ip_range_parse("10.0.0.0/8", &trusted[0]));
	CHECK(ip_range_parse("::1", &trusted[1]));
	for (size_t i = 0; i < sizeof(clients) / sizeof(clients[0]); i++) {
		struct ip ip;
		char text[IP_TEXT];

		CHECK_CASE(clients[i].forwarded_for);
		CHECK(ip_parse(clients[i].peer, &ip));
		ip = ip_client(&ip, clients[i].forwarded_for, trusted, 2);
		ip_print(&ip, text);
		CHECK_TEXT(text, clients[i].want);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *address;
	bool is_public;
} wide[] = {
	{ "192.0.2.1", true }, { "198.51.100.1", true },
	{ "9.255.255.255", true }, { "10.0.0.0", false },
	{ "10.255.255.255", false }, { "11.0.0.0", true },
	{ "0.0.0.0", false }, { "1.0.0.0", true },
	{ "100.63.255.255", true }, { "100.64.0.0", false },
	{ "100.127.255.255", false }, { "100.128.0.0", true },
	{ "126.255.255.255", true }, { "127.0.0.1", false },
	{ "127.255.255.255", false }, { "128.0.0.0", true },
	{ "169.253.1.1", true }, { "169.254.1.1", false },
	{ "172.15.255.255", true }, { "172.16.0.0", false },
	{ "172.31.255.255", false }, { "172.32.0.0", true },
	{ "192.167.1.1", true }, { "192.168.1.1", false },
	{ "::", false }, { "::1", false }, { "::2", true },
	{ "::ffff:10.0.0.1", false }, { "2001:db8::1", true },
	{ "fbff::1", true }, { "fc00::1", false }, { "fdff::1", false },
	{ "fe7f::1", true }, { "fe80::1", false }, { "febf::1", false },
	{ "fec0::1", true },
};

static void test_public(void)
{
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++) {
		struct ip ip;

		CHECK_CASE(wide[i].address);
		CHECK(ip_parse(wide[i].address, &ip));
		CHECK_INT(ip_is_public(&ip), wide[i].is_public);
		CHECK_INT(ip_is_ipv4(&ip), strchr(wide[i].address, '.') !=
		    NULL);
	}
	CHECK_CASE(NULL);
}

/* A thousand entries: only the right-most stranger counts */
static void test_long_list(void)
{
	static char list[1000 * 10];
	struct ip_range trusted;
	struct ip ip;
	char text[IP_TEXT];

	for (size_t i = 0; i < 1000; i++)
		memcpy(list + i * 9, "1.2.3.4, ", 10);
	strcpy(list + 999 * 9, "5.6.7.8");
	CHECK(ip_range_parse("10.0.0.0/8", &trusted));
	CHECK(ip_parse("10.0.0.1", &ip));
	ip = ip_client(&ip, list, &trusted, 1);
	ip_print(&ip, text);
	CHECK_TEXT(text, "5.6.7.8");
}

int main(void)
{
	test_parse();
	test_ranges();
	test_clients();
	test_public();
	test_long_list();
	return check_failed();
}
