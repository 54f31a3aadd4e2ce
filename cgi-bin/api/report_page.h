/* report_page: a report as JSON. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <stdbool.h>

#include "period.h"
#include "survey.h"

struct breakdown;
struct course;
struct inquiry;

/* What was asked, in the words it was asked in; NULL = it was not. */
struct report_asked {
	const char *name, *pixel;
	const char *filters[DIMENSION_FILTERS];
	struct survey_ask survey;
	bool compare;
	struct period period, before;	/* `before` if compared */
};

/* Answers the call; `before` is NULL where nothing is compared. */
void report_page_rows(struct inquiry *inquiry,
    const struct report_asked *asked, const struct breakdown *breakdown);
void report_page_series(struct inquiry *inquiry,
    const struct report_asked *asked, const struct course *course,
    const struct course *before);

#endif
