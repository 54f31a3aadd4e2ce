/* pattern: regular expressions, the only place that knows PCRE2. */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stddef.h>

enum { PATTERN_PARTS = 6 };	/* the whole match and $1 to $5 */

enum pattern_how {
	PATTERN_CASELESS = 1,
	PATTERN_FAST = 2,	/* made into machine code where it can be */
	PATTERN_LATE = 4	/* compiled by its first match */
};

struct pattern;

/* A piece of the subject; NULL where that group took no part. */
struct piece {
	const char *text;
	size_t size;
};

/*
 * Compiles an expression of PCRE2's syntax, bytes not characters; `text` must
 * outlive it.  `how` is made of enum pattern_how.  Logs and returns NULL when
 * it is wrong (a PATTERN_LATE one then never matches).  pattern_close frees.
 */
struct pattern *pattern_open(const char *text, unsigned how);
void pattern_close(struct pattern *pattern);

/*
 * Whether it is found anywhere in the subject.  `parts`, if not NULL, gets
 * what the groups took.  What costs more than PATTERN_STEPS is no match: the
 * first such time is logged.  Not for two threads at once.
 */
bool pattern_match(struct pattern *pattern, const char *subject,
    struct piece parts[PATTERN_PARTS]);

#endif
