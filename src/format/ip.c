#include "ip.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

#include "str.h"

enum { IPV4_BITS = 96, ALL_BITS = 128 };

static const unsigned char ipv4_prefix[IPV4_START] = { [10] = 0xFF, 0xFF };

#define IPV4_RANGE(bits, ...) \
	{ { { [10] = 0xFF, 0xFF, __VA_ARGS__ } }, IPV4_BITS + (bits) }

/* Of RFC 6890 those a request can come from. */
static const struct ip_range inner[] = {
	IPV4_RANGE(8, 0), IPV4_RANGE(8, 10), IPV4_RANGE(10, 100, 64),
	IPV4_RANGE(8, 127), IPV4_RANGE(16, 169, 254),
	IPV4_RANGE(12, 172, 16), IPV4_RANGE(16, 192, 168),
	{ { { 0 } }, 127 },			/* ::, ::1 */
	{ { { 0xFC } }, 7 },
	{ { { 0xFE, 0x80 } }, 10 },
};

bool
ip_is_ipv4(const struct ip *ip)
{
	return memcmp(ip->bytes, ipv4_prefix, IPV4_START) == 0;
}

/* An address and nothing else, in either family */
static bool
parse_bare(const char *text, struct ip *out)
{
	struct ip ip;

	if (inet_pton(AF_INET6, text, ip.bytes) != 1) {
		memcpy(ip.bytes, ipv4_prefix, IPV4_START);
		if (inet_pton(AF_INET, text, ip.bytes + IPV4_START) != 1)
			return false;
	}
	*out = ip;
	return true;
}

static bool
is_port(const char *text)
{
	int64_t port;

	return text[0] == ':' && text[1] != '-' &&
	    str_int(text + 1, 0, UINT16_MAX, &port);
}

/* node [ ":" node-port ], IPv6 within "[" "]"        (RFC 7239 6) */
bool
ip_parse(const char *text, struct ip *out)
{
	char bare[IP_TEXT];
	const bool bracketed = text[0] == '[';
	const char *const start = text + bracketed;
	const char *const colon = strchr(start, ':');
	const bool has_port = bracketed || (colon && !strchr(colon + 1, ':'));
	size_t size = strlen(start);

	if (has_port)
		size = strcspn(start, bracketed ? "]" : ":");
	if (size >= sizeof(bare))
		return false;
	memcpy(bare, start, size);
	bare[size] = '\0';

	const char *rest = start + size;
	if (bracketed) {
		if (*rest != ']' || !strchr(bare, ':'))
			return false;
		rest++;
	}
	return (*rest == '\0' || is_port(rest)) && parse_bare(bare, out);
}

/* The address with everything behind its first `bits` zeroed */
static struct ip
cut(const struct ip *ip, int bits)
{
	struct ip out = { .bytes = { 0 } };
	const size_t whole = (size_t)bits / 8;

	memcpy(out.bytes, ip->bytes, whole);
	if (bits % 8 > 0) {
		out.bytes[whole] = (unsigned char)(ip->bytes[whole] &
		    (0xFF00 >> bits % 8));
	}
	return out;
}

/* prefix notation                                    (RFC 4632 3.1) */
bool
ip_range_parse(const char *text, struct ip_range *out)
{
	char bare[IP_TEXT];
	const size_t size = strcspn(text, "/");
	int64_t bits;
	struct ip ip;

	if (size >= sizeof(bare))
		return false;
	memcpy(bare, text, size);
	bare[size] = '\0';
	if (!parse_bare(bare, &ip))
		return false;

	const int before = strchr(bare, ':') ? 0 : IPV4_BITS;
	const int most = ALL_BITS - before;
	if (text[size] == '\0')
		bits = most;
	else if (!str_int(text + size + 1, 0, most, &bits))
		return false;
	out->bits = before + (int)bits;
	out->network = cut(&ip, out->bits);
	return true;
}

bool
ip_within(const struct ip *ip, const struct ip_range *range)
{
	const struct ip network = cut(ip, range->bits);

	return memcmp(&network, &range->network, sizeof(network)) == 0;
}

bool
ip_is_public(const struct ip *ip)
{
	for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++)
		if (ip_within(ip, &inner[i]))
			return false;
	return true;
}

struct ip
ip_network(const struct ip *ip)
{
	return cut(ip, ip_is_ipv4(ip) ? ALL_BITS : 64);
}

struct ip
ip_masked(const struct ip *ip)
{
	return cut(ip, ip_is_ipv4(ip) ? IPV4_BITS + 24 : 48);
}

void
ip_print(const struct ip *ip, char out[IP_TEXT])
{
	const char *const done = ip_is_ipv4(ip)
	    ? inet_ntop(AF_INET, ip->bytes + IPV4_START, out, IP_TEXT)
	    : inet_ntop(AF_INET6, ip->bytes, out, IP_TEXT);

	if (!done)
		out[0] = '\0';
}

bool
ip_is_trusted(const struct ip *ip, const struct ip_range *trusted,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (ip_within(ip, &trusted[i]))
			return true;
	}
	return false;
}

/* The entry of list[0..size) behind its last comma; *size ends before it */
static bool
last_entry(const char *list, size_t *size, struct ip *out)
{
	char entry[IP_TEXT + sizeof("[]:65535")];
	size_t end = *size, start = end;

	while (start > 0 && list[start - 1] != ',')
		start--;
	*size = start > 0 ? start - 1 : 0;
	while (end > start && strchr(" \t", list[end - 1]))
		end--;
	while (start < end && strchr(" \t", list[start]))
		start++;
	if (end - start >= sizeof(entry))
		return false;
	memcpy(entry, list + start, end - start);
	entry[end - start] = '\0';
	return ip_parse(entry, out);
}

struct ip
ip_client(const struct ip *peer, const char *forwarded_for,
    const struct ip_range *trusted, size_t count)
{
	struct ip client = *peer, entry;
	size_t size = forwarded_for ? strlen(forwarded_for) : 0;

	/* each hop vouches for the one it wrote down, and for no other */
	while (size > 0 && ip_is_trusted(&client, trusted, count) &&
	    last_entry(forwarded_for, &size, &entry))
		client = entry;
	return client;
}
