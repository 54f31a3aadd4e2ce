/* checkup: whether an account is as its leads need it. */
#ifndef CHECKUP_H
#define CHECKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errand.h"

/* One thing that was found. */
struct checkup_line {
	bool bad;			/* has to be mended; else a remark */
	const char *text;
	const struct checkup_line *next;
};

/* Text may be NULL = not told. */
struct checkup {
	const char *user, *email;	/* whose token it is */
	const char *company, *domain;	/* and of which company */
	int64_t day_limit, day_left;	/* tokens of the company; -1 = not
					   told */
	int64_t share, spent;		/* of a day, that we spend at most;
					   and today so far */
	size_t mapped, bad;
	const struct checkup_line *lines;
};

/*
 * Asks whose token it is, reads the fields, and compares them with the map:
 * two calls, and one for each further page of fields.
 */
enum errand_end checkup_go(struct errand *errand, struct checkup *out);

#endif
