/* takeback: what of values once written can be taken back. */
#ifndef TAKEBACK_H
#define TAKEBACK_H

#include <stddef.h>

struct json;
struct str;

/* Objects of fields by their keys; all but `held` as an attempt kept them. */
struct takeback {
	const struct json *written;	/* what we gave them */
	const struct json *before;	/* what they held until then */
	const struct json *held;	/* what they hold now */
	/* what takeback_print found */
	size_t ours;			/* still ours: restored */
	size_t others;			/* somebody has changed them since */
};

/*
 * {"custom_fields": {key: what it held before, or null}} of those that still
 * hold what we wrote.  A field that is back already is neither.
 */
void takeback_print(struct takeback *takeback, struct str *out);

#endif
