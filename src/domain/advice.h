/* advice: what to do about campaigns that are not told well. */
#ifndef ADVICE_H
#define ADVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str;

/* Of the events looked at. */
struct advice_counts {
	int64_t events;
	int64_t with_utm;		/* an utm_source, medium or campaign */
	int64_t clicked;		/* a click id of an ad platform */
	int64_t clicked_only;		/* ... and no utm_source */
	int64_t untagged;		/* landed with parameters, but without
					   utm_source */
	int64_t no_medium;		/* utm_source, but no utm_medium */
	int64_t forms, leads, synced;
	const char *twin_a, *twin_b;	/* sources that differ in capitals
					   only; NULL = none do */
};

/*
 * The i-th rule of the table; false past its end.  `out` holds a sentence if
 * the rule applies, else nothing.
 */
bool advice_rule(const struct advice_counts *counts, size_t i,
    struct str *out);

#endif
