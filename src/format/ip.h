/* ip: addresses, networks, and how much of an address is kept. */
#ifndef IP_H
#define IP_H

#include <stdbool.h>
#include <stddef.h>

/* IPv4 lies in ::ffff:0:0/96 (RFC 4291 2.5.5.2). */
struct ip {
	unsigned char bytes[16];
};

enum { IPV4_START = 12 };	/* where its four bytes begin */

struct ip_range {
	struct ip network;
	int bits;		/* of the 128 */
};

enum { IP_TEXT = 46 };

/* "192.0.2.1", "2001:db8::1", "[2001:db8::1]:443", "192.0.2.1:443". */
bool ip_parse(const char *text, struct ip *out);

/* "10.0.0.0/8", "::1", "192.0.2.7". */
bool ip_range_parse(const char *text, struct ip_range *out);

bool ip_is_ipv4(const struct ip *ip);

bool ip_within(const struct ip *ip, const struct ip_range *range);

/*
 * Not of a private network, a machine's own or a link's own address
 * (RFC 6890).
 */
bool ip_is_public(const struct ip *ip);

bool ip_is_trusted(const struct ip *ip, const struct ip_range *trusted,
    size_t count);

/* One limiter unit: an IPv4 address, or the /64 of an IPv6 one. */
struct ip ip_network(const struct ip *ip);

/* What is stored under `masked`: /24 of IPv4, /48 of IPv6. */
struct ip ip_masked(const struct ip *ip);

/* IPv4 dotted, IPv6 by RFC 5952. */
void ip_print(const struct ip *ip, char out[IP_TEXT]);

/*
 * The visitor's address: the peer, unless it is trusted; then the right-most
 * entry of X-Forwarded-For (joined by ", ") that is not trusted itself.
 * Entries that are no address end the walk at the last good one.
 */
struct ip ip_client(const struct ip *peer, const char *forwarded_for,
    const struct ip_range *trusted, size_t count);

#endif
