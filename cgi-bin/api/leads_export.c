#include "routes.h"

#include <string.h>

#include "bounds.h"
#include "inquiry.h"
#include "json.h"
#include "lead_filter.h"
#include "lead_row.h"
#include "local_time.h"
#include "projects.h"
#include "purview.h"
#include "sieve.h"
#include "str.h"
#include "stream.h"

/* A slice at hand: its rows in their order. */
struct export {
	struct purview purview;
	struct sieve asked;
	const struct project *project;	/* NULL = of all, or inactive */
	struct lead_row *rows[EXPORT_LEADS];
	size_t count, next;
};

/* A slice may be empty, and more leads that pass lie behind it. */
static bool
read_slice(struct stream *stream)
{
	struct export *const export = stream->context;
	struct sieve_page page;

	export->count = export->next = 0;
	if (!sieve_read(stream->inquiry->db, &stream->slice, &export->asked,
	    &page))
		return false;
	for (const struct lead_line *line = page.lines; line != NULL;
	    line = line->next) {
		struct lead_row *const row = lead_row_read(stream->inquiry,
		    &stream->slice, line);
		if (row == NULL)
			return false;
		export->rows[export->count++] = row;
	}
	export->asked.after = page.next;
	stream->over = !page.more;
	return true;
}

static bool
add_row(struct stream *stream, struct str *out)
{
	struct export *const export = stream->context;

	if (export->next == export->count)
		return false;
	if (stream->csv)
		lead_row_csv(out, export->rows[export->next++]);
	else
		lead_row_json(out, export->rows[export->next++]);
	return true;
}

/* "lumen-oak" of "Lumen & Oak": a header's file name is plain ASCII. */
static void
add_slug(struct str *out, const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const size_t before = out->size;

	for (name += strcspn(name, plain); *name != '\0';
	    name += strcspn(name, plain)) {
		const size_t size = strspn(name, plain);
		str_add(out, out->size == before ? "" : "-");
		str_add_bytes(out, name, size);
		name += size;
	}
}

/* "leads-Lumen-Oak-2026-11-28.csv"; one without such letters by its id. */
static void
name_file(const struct inquiry *inquiry, const struct export *export,
    struct str *out)
{
	const struct project *const project = export->project;
	char day[LOCAL_TIME_TEXT];

	local_time_day(export->purview.zone, inquiry->now, day);
	str_add(out, "Content-Disposition: attachment; filename=\"leads-");
	const size_t before = out->size;
	if (project != NULL)
		add_slug(out, project->name);
	if (out->size == before && export->purview.project != 0)
		str_add_int(out, export->purview.project);
	else if (out->size == before)
		str_add(out, "all");
	str_addf(out, "-%s.csv\"\r\n", day);
}

static bool
begin(struct stream *stream)
{
	struct inquiry *const inquiry = stream->inquiry;
	struct response *const response = &inquiry->exchange->response;
	struct str *out;

	if (stream->csv) {
		response->type = "text/csv; charset=utf-8";
		name_file(inquiry, stream->context, &response->head);
		/* the mark tells spreadsheets that it is UTF-8 */
		str_add(&response->body, "\xef\xbb\xbf");
		lead_row_csv(&response->body, NULL);
		return true;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	inquiry_time(out, "export_date", inquiry->now);
	json_open(out, "leads", '[');
	return true;
}

void
leads_export(struct inquiry *inquiry)
{
	static const struct stream_source source = { read_slice, begin,
		add_row };
	struct export export = { .project = NULL };
	struct stream stream;

	if (!lead_filter_read(inquiry, &export.purview, &export.asked) ||
	    !stream_open(&stream, inquiry, &source, &export))
		return;
	if (export.purview.project != 0 && !projects_read(inquiry->db,
	    inquiry->arena, export.purview.project, &export.project)) {
		inquiry_failed(inquiry);
		return;
	}
	export.asked.limit = EXPORT_LEADS;
	stream_answer(&stream);
}
