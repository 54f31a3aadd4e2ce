#include "report_page.h"

#include <math.h>
#include <stdio.h>

#include "breakdown.h"
#include "course.h"
#include "date.h"
#include "inquiry.h"
#include "json.h"

/* What is not counted is null, and not 0. */
static void
say_figure(struct str *out, const char *name, bool counted, int64_t figure)
{
	if (counted)
		json_add_int(out, name, figure);
	else
		json_add_null(out, name);
}

static void
say_rate(struct str *out, bool counted, const struct census_figures *figures)
{
	if (!counted || figures->sessions == 0)
		json_add_null(out, "lead_rate");
	else
		json_add_number(out, "lead_rate", round((double)figures->leads
		    / (double)figures->sessions * 1e4) / 1e4);
}

static void
say_figures(struct str *out, enum dimension by,
    const struct census_figures *figures)
{
	const bool visits = by != DIMENSION_FORM;
	const bool leads = by != DIMENSION_PAGE;

	say_figure(out, "visitors", visits && leads, figures->visitors);
	say_figure(out, "sessions", visits, figures->sessions);
	say_figure(out, "page_views", visits, figures->page_views);
	say_figure(out, "leads", leads, figures->leads);
	say_rate(out, visits && leads, figures);
	say_figure(out, "synced", leads, figures->synced);
}

static void
say_totals(struct str *out, const char *name, enum dimension by,
    const struct census_figures *figures)
{
	json_open(out, name, '{');
	say_figures(out, by, figures);
	json_close(out, '}');
}

static void
say_day(struct str *out, const char *name, int64_t day)
{
	char text[DATE_TEXT];

	date_print_day(day, text);
	json_add_text(out, name, text);
}

static void
say_filters(struct str *out, const struct report_asked *asked)
{
	json_open(out, "filters", '{');
	for (int i = 0; i < DIMENSION_FILTERS; i++) {
		const char *const name = dimension_name((enum dimension)i);
		const char *const text = asked->filters[i];

		if (text != NULL && *text == '\0')
			json_add_null(out, name);
		else
			json_add_text(out, name, text);
	}
	json_close(out, '}');
}

/* All that every report says; rows or series follow. */
static struct str *
begin(struct inquiry *inquiry, const struct report_asked *asked,
    const struct census_figures *totals)
{
	struct str *const out = inquiry_begin(inquiry);

	json_open(out, "data", '{');
	json_add_text(out, "report", asked->name);
	json_add_int(out, "project", asked->survey.project);
	inquiry_text(out, "pixel", asked->pixel);
	json_add_text(out, "touch",
	    asked->survey.first_touch ? "first" : "last");
	json_add_text(out, "time_zone", asked->period.zone);
	say_day(out, "from", asked->period.first);
	say_day(out, "to", asked->period.last);
	say_filters(out, asked);
	say_totals(out, "totals", asked->survey.by, totals);
	return out;
}

/* Opened, where there is one. */
static void
begin_previous(struct str *out, const struct report_asked *asked,
    const struct census_figures *totals)
{
	if (!asked->compare) {
		json_add_null(out, "previous");
		return;
	}
	json_open(out, "previous", '{');
	say_day(out, "from", asked->before.first);
	say_day(out, "to", asked->before.last);
	say_totals(out, "totals", asked->survey.by, totals);
}

static void
say_row(struct str *out, const struct report_asked *asked,
    const struct breakdown_row *row)
{
	json_open(out, NULL, '{');
	inquiry_text(out, "name", row->name);
	say_figures(out, asked->survey.by, &row->figures);
	if (asked->compare)
		say_totals(out, "previous", asked->survey.by, &row->before);
	else
		json_add_null(out, "previous");
	json_close(out, '}');
}

void
report_page_rows(struct inquiry *inquiry, const struct report_asked *asked,
    const struct breakdown *breakdown)
{
	struct str *const out = begin(inquiry, asked, &breakdown->total);

	begin_previous(out, asked, &breakdown->total_before);
	if (asked->compare)
		json_close(out, '}');
	json_open(out, "rows", '[');
	for (size_t i = 0; i < breakdown->count; i++)
		say_row(out, asked, &breakdown->rows[i]);
	json_close(out, ']');
	json_add_int(out, "others", (int64_t)breakdown->others);
	json_close(out, '}');
	inquiry_end(inquiry);
}

static void
say_series(struct str *out, const struct report_asked *asked,
    const struct period *period, const struct course *course)
{
	char label[PERIOD_LABEL];

	json_open(out, "series", '[');
	for (size_t i = 0; i < period->count; i++) {
		period_label(period, i, label);
		json_open(out, NULL, '{');
		json_add_text(out, "start", label);
		say_figures(out, asked->survey.by, &course->parts[i]);
		json_close(out, '}');
	}
	json_close(out, ']');
}

void
report_page_series(struct inquiry *inquiry, const struct report_asked *asked,
    const struct course *course, const struct course *before)
{
	struct str *const out = begin(inquiry, asked, &course->total);

	begin_previous(out, asked, &before->total);
	if (asked->compare) {
		say_series(out, asked, &asked->before, before);
		json_close(out, '}');
	}
	json_add_text(out, "interval", asked->period.hours ? "hour" : "day");
	say_series(out, asked, &asked->period, course);
	json_close(out, '}');
	inquiry_end(inquiry);
}
