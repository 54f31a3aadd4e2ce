#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "hash.h"
#include "limiter.h"

enum { MINUTE = 60 * 1000 };

static int
allowed_of(struct limiter *limiter, enum limit kind, const char *address,
    int calls, int64_t limit, int64_t now)
{
	struct ip ip;
	int allowed = 0;

	CHECK(ip_parse(address, &ip));
	for (int i = 0; i < calls; i++)
		if (limiter_take(limiter, kind, &ip, limit, now).allowed)
			allowed++;
	return allowed;
}

/* Cut by somebody while it is in use, it counts anew; others let pass. */
static void
check_trouble(const char *path, struct limiter *limiter, struct limiter *other)
{
	CHECK_INT(truncate(path, 0), 0);
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "192.0.2.1", 15, 10, 0), 10);
	CHECK_INT(truncate(path, 100), 0);
	CHECK_INT(allowed_of(other, LIMIT_HITS, "192.0.2.1", 15, 10, 0), 10);
	CHECK_INT(allowed_of(NULL, LIMIT_HITS, "192.0.2.1", 15, 10, 0), 15);
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "192.0.2.1", 15, 0, 0), 15);
}

int
main(void)
{
	char folder[] = "/tmp/leadpixel-limiter-XXXXXX", path[64];
	struct limiter *limiter, *other;
	struct ip ip;

	if (!hash_open() || mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/limiter", folder);
	limiter = limiter_open(path);
	CHECK(limiter != NULL);
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "192.0.2.1", 15, 10, 0), 10);
	/* another address, another counter, another minute */
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "192.0.2.2", 5, 10, 0), 5);
	CHECK_INT(allowed_of(limiter, LIMIT_LEADS, "192.0.2.1", 5, 10, 0), 5);
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "192.0.2.1", 5, 10, MINUTE),
	    5);
	/* an IPv6 network is its /64 */
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "2001:db8::1", 6, 10, 0), 6);
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "2001:db8::2", 6, 10, 0), 4);
	CHECK_INT(allowed_of(limiter, LIMIT_HITS, "2001:db8:0:1::1", 3, 10,
	    0), 3);
	/* another process sees the same table */
	other = limiter_open(path);
	CHECK_INT(allowed_of(other, LIMIT_HITS, "192.0.2.2", 9, 10, 0), 5);
	/* what the headers say */
	CHECK(ip_parse("192.0.2.9", &ip));
	CHECK_INT(limiter_take(limiter, LIMIT_HITS, &ip, 10, 15000).remaining,
	    9);
	CHECK_INT(limiter_look(limiter, LIMIT_HITS, &ip, 10, 15000).remaining,
	    9);
	CHECK_INT(limiter_look(limiter, LIMIT_HITS, &ip, 10, 15000).reset_s,
	    45);
	check_trouble(path, limiter, other);
	(void)unlink(path);
	(void)rmdir(folder);
	return check_failed();
}
