#include "guard.h"

#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "ip.h"
#include "str.h"
#include "url.h"

/*
 * What is not globally reachable, and what holds or hides such an address:
 * IANA's special-purpose registries (RFC 6890), multicast (RFC 5771, 4291).
 */
static const char *const inner[] = {
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
	"169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"::/96",		/* unspecified, loopback, IPv4-compatible */
	"64:ff9b::/96", "64:ff9b:1::/48",	/* NAT64 */
	"100::/64",		/* discard */
	"2001::/23",		/* Teredo and other protocols */
	"2001:db8::/32", "3fff::/20",		/* documentation */
	"2002::/16",		/* 6to4 */
	"fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
};

/* Names of machines and networks of one's own (RFC 6761, 6762, 8375). */
static const char *const inner_names[] = {
	"localhost", "local", "localdomain", "internal", "intranet",
	"private", "home", "lan", "corp", "home.arpa", "test", "invalid",
	"onion",
};

bool
guard_is_outside(const struct ip *ip)
{
	struct ip_range range;

	for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++)
		if (!ip_range_parse(inner[i], &range) || ip_within(ip, &range))
			return false;
	return true;
}

bool
guard_is_loopback(const char *url)
{
	static const char start[] = "http://127.0.0.1:";
	char digits[6] = "";
	int64_t port;

	if (!str_starts(url, start))
		return false;
	url += sizeof(start) - 1;
	const size_t size = strspn(url, "0123456789");
	if (size == 0 || size >= sizeof(digits))
		return false;
	memcpy(digits, url, size);
	return strchr("/?", url[size]) != NULL &&
	    str_int(digits, 1, 65535, &port);
}

/*
 * By its last label a host is a number to browsers and libraries: "127.1",
 * "2130706433", "0x7f000001" (WHATWG URL 3.5, "ends in a number").
 */
static bool
is_number(const char *host)
{
	const char *const dot = strrchr(host, '.');
	const char *const label = dot == NULL ? host : dot + 1;

	if (label[0] == '0' && (label[1] == 'x' || label[1] == 'X'))
		return label[2 + strspn(label + 2,
		    "0123456789abcdefABCDEF")] == '\0';
	return label[0] != '\0' &&
	    label[strspn(label, "0123456789")] == '\0';
}

static bool
is_inner_name(const char *host)
{
	for (size_t i = 0; i < sizeof(inner_names) / sizeof(inner_names[0]);
	    i++)
		if (url_host_within(host, inner_names[i]))
			return true;
	return strchr(host, '.') == NULL;
}

static const char *
check_host(const char *host)
{
	struct ip ip;

	if (*host == '[' || is_number(host)) {
		if (!ip_parse(host, &ip))
			return "writes its host's address in an odd way";
		return guard_is_outside(&ip) ? NULL
		    : "leads into an inner network";
	}
	/* the dot of the root makes no other host of it */
	if (str_ends(host, "."))
		return "ends its host with a dot";
	return is_inner_name(host) ? "leads into an inner network" : NULL;
}

/* What browsers and libraries would read in different ways. */
static bool
is_plain(const char *url)
{
	for (; *url != '\0'; url++)
		if (*url <= ' ' || *url > '~' || strchr("\"<>\\^`{|}#", *url))
			return false;
	return true;
}

const char *
guard_url(const char *url, bool loopback)
{
	char memory[2 * URL_MAX];
	struct arena arena;
	struct url parts;

	if (strlen(url) > URL_MAX - 1)
		return "is too long";
	if (!is_plain(url))
		return "holds a blank, a # or another character that has to"
		    " be written as %XX";
	if (loopback && guard_is_loopback(url))
		return NULL;
	if (!str_starts(url, "https://"))
		return "does not begin with https://";
	if (memchr(url + 8, '@', strcspn(url + 8, "/?")) != NULL)
		return "holds a user or a password";
	arena_init(&arena, memory, sizeof(memory));
	if (!url_parse(&arena, url, &parts))
		return "is not of the form https://www.example.com/path";
	return check_host(parts.host);
}
