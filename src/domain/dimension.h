/* dimension: what a report can be split and filtered by. */
#ifndef DIMENSION_H
#define DIMENSION_H

#include <stdbool.h>

/*
 * Those before DIMENSION_AGENTS are columns of sessions, small ids each, in
 * the order of the statements SQL_REPORT_*; up to DIMENSION_FILTERS one can
 * filter by.
 */
enum dimension {
	DIMENSION_CHANNEL, DIMENSION_SOURCE, DIMENSION_MEDIUM,
	DIMENSION_CAMPAIGN, DIMENSION_TERM, DIMENSION_LANDING_PAGE,
	DIMENSION_REFERRER, DIMENSION_COUNTRY,
	DIMENSION_AGENTS,
	DIMENSION_DEVICE = DIMENSION_AGENTS, DIMENSION_BROWSER,
	DIMENSION_FILTERS,
	DIMENSION_FORM = DIMENSION_FILTERS,
	DIMENSION_PAGE,		/* any page seen, not only the first */
	DIMENSION_TIME,
	DIMENSIONS
};

/* What its ids are ids of. */
enum dimension_kind {
	OF_WORDS, OF_PAGES,
	OF_TEXTS,		/* of the survey's own glossary */
	OF_TIME
};
enum dimension_kind dimension_kind(enum dimension dimension);

/* "landing_page", as a parameter says it; NULL where none does. */
const char *dimension_name(enum dimension dimension);

/* By the name of its report, "landing-pages"; false when there is none. */
bool dimension_find_report(const char *report, enum dimension *out);

#endif
