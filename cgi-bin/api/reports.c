#include "routes.h"

#include <inttypes.h>
#include <string.h>

#include "bounds.h"
#include "breakdown.h"
#include "course.h"
#include "date.h"
#include "db.h"
#include "holding.h"
#include "inquiry.h"
#include "local_time.h"
#include "report_page.h"

enum {
	DAYS_SHOWN = 30,
	LAST_DAY = 376199		/* 2999-12-31; the first is 1970's */
};

/* The project that is named, or the key's.  False after 400. */
static bool
read_project(struct inquiry *inquiry, int64_t *project)
{
	*project = inquiry->who.project;
	/* no bounds to be moved into: another number is another project */
	if (!inquiry_number(inquiry, "project", INT64_MIN, INT64_MAX,
	    project))
		return false;
	if (*project != 0 || inquiry_param(inquiry, "project") != NULL)
		return true;
	inquiry_bad(inquiry, "project", "Say whose figures: the project's"
	    " number, as /api/projects lists them.");
	return false;
}

/* Whose figures; false after a refusal. */
static bool
read_holding(struct inquiry *inquiry, struct report_asked *asked,
    struct holding *holding)
{
	int64_t project;

	if (!read_project(inquiry, &project))
		return false;
	asked->pixel = inquiry_param(inquiry, "pixel");
	if (!holding_read(inquiry->db, inquiry->arena, project, asked->pixel,
	    holding)) {
		inquiry_failed(inquiry);
		return false;
	}
	if (!inquiry_sees(inquiry, project) || holding->time_zone == NULL ||
	    (asked->pixel != NULL && holding->pixel_count == 0)) {
		inquiry_not_found(inquiry);
		return false;
	}
	asked->survey.project = project;
	asked->survey.pixels = holding->pixels;
	asked->survey.pixel_count = holding->pixel_count;
	return true;
}

/* A parameter that is a day; *out stays without it. */
static bool
read_day(struct inquiry *inquiry, const char *name, int64_t *out)
{
	const char *const text = inquiry_param(inquiry, name);

	if (text == NULL)
		return true;
	if (strlen(text) == strlen("2026-11-28") && text[4] == '-' &&
	    date_read_day(text, out) && *out >= 0 && *out <= LAST_DAY)
		return true;
	inquiry_bad(inquiry, name, "%s is a day, like 2026-11-28.", name);
	return false;
}

/* The days from..to, or the last so and so many. */
static bool
read_days(struct inquiry *inquiry, const char *zone, int64_t *first,
    int64_t *last)
{
	const bool counted = inquiry_param(inquiry, "days") != NULL;
	int64_t days = DAYS_SHOWN;

	if (counted && (inquiry_param(inquiry, "from") != NULL ||
	    inquiry_param(inquiry, "to") != NULL)) {
		inquiry_bad(inquiry, "days", "Either days, or from and to.");
		return false;
	}
	*last = local_time_date(zone, inquiry->now);
	if (!inquiry_number(inquiry, "days", 1, REPORT_DAYS, &days) ||
	    !read_day(inquiry, "to", last))
		return false;
	*first = *last - days + 1;
	if (!read_day(inquiry, "from", first))
		return false;
	if (*first > *last)
		inquiry_bad(inquiry, "from", "The first day comes after the"
		    " last.");
	else if (*last - *first >= REPORT_DAYS)
		inquiry_bad(inquiry, "from", "That is more than %d days.",
		    REPORT_DAYS);
	else
		return true;
	return false;
}

static bool
read_period(struct inquiry *inquiry, const char *zone,
    struct report_asked *asked)
{
	int64_t first, last;

	if (!read_days(inquiry, zone, &first, &last))
		return false;
	if (asked->survey.by == DIMENSION_TIME && first == last)
		period_hours(zone, first, &asked->period);
	else
		period_days(zone, first, last, &asked->period);
	if (asked->compare)
		period_before(&asked->period, &asked->before);
	return true;
}

/* One of two words; *out: it is the second.  Without `first` it may be left
   out only. */
static bool
read_word(struct inquiry *inquiry, const char *name, const char *first,
    const char *second, bool *out)
{
	const char *const text = inquiry_param(inquiry, name);

	*out = text != NULL && strcmp(text, second) == 0;
	if (text == NULL || *out ||
	    (first != NULL && strcmp(text, first) == 0))
		return true;
	inquiry_bad(inquiry, name, "%s is %s%s%s.", name,
	    first == NULL ? "" : first, first == NULL ? "" : " or ", second);
	return false;
}

static bool
read_filters(struct inquiry *inquiry, struct survey *survey,
    struct report_asked *asked)
{
	survey_ask_all(&asked->survey);
	for (int i = 0; i < DIMENSION_FILTERS; i++) {
		const char *const name = dimension_name((enum dimension)i);
		const char *const text = inquiry_param(inquiry, name);

		asked->filters[i] = text;
		if (text == NULL)
			continue;
		if (asked->survey.by == DIMENSION_PAGE) {
			inquiry_bad(inquiry, name, "Pages are counted by pixel"
			    " only: this report has no %s.", name);
			return false;
		}
		if (!survey_filter(survey, &asked->survey, (enum dimension)i,
		    text)) {
			inquiry_failed(inquiry);
			return false;
		}
	}
	return true;
}

static void
answer_rows(struct inquiry *inquiry, struct survey *survey,
    const struct report_asked *asked, int64_t limit)
{
	const struct breakdown_ask ask = { &asked->survey, &asked->period,
		asked->compare ? &asked->before : NULL, (size_t)limit };
	struct breakdown breakdown;

	if (breakdown_make(survey, inquiry->arena, &ask, &breakdown))
		report_page_rows(inquiry, asked, &breakdown);
	else
		inquiry_failed(inquiry);
}

static void
answer_series(struct inquiry *inquiry, struct survey *survey,
    const struct report_asked *asked)
{
	struct course course, before = { .parts = NULL };

	if (course_make(survey, inquiry->arena, &asked->survey,
	    &asked->period, &course) && (!asked->compare ||
	    course_make(survey, inquiry->arena, &asked->survey,
	    &asked->before, &before)))
		report_page_series(inquiry, asked, &course, &before);
	else
		inquiry_failed(inquiry);
}

static void
show(struct inquiry *inquiry, struct survey *survey,
    struct report_asked *asked)
{
	struct holding holding;
	int64_t limit = REPORT_ROWS;

	if (!read_holding(inquiry, asked, &holding) ||
	    !read_word(inquiry, "touch", "last", "first",
	    &asked->survey.first_touch) ||
	    !read_word(inquiry, "compare", NULL, "previous",
	    &asked->compare) ||
	    !inquiry_number(inquiry, "limit", 1, REPORT_ROWS_MAX, &limit) ||
	    !read_period(inquiry, holding.time_zone, asked) ||
	    !read_filters(inquiry, survey, asked))
		return;
	if (asked->survey.by == DIMENSION_TIME)
		answer_series(inquiry, survey, asked);
	else
		answer_rows(inquiry, survey, asked, limit);
}

void
report_show(struct inquiry *inquiry)
{
	struct report_asked asked = { .name = inquiry->parts[0] };
	struct survey *survey;

	if (!dimension_find_report(asked.name, &asked.survey.by)) {
		inquiry_not_found(inquiry);
		return;
	}
	survey = survey_open(inquiry->db);
	if (survey == NULL)
		inquiry_failed(inquiry);
	else
		show(inquiry, survey, &asked);
	survey_close(survey);
}
