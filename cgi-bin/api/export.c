#include "routes.h"

#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "csv.h"
#include "date.h"
#include "days.h"
#include "events.h"
#include "inquiry.h"
#include "json.h"
#include "pixels.h"
#include "project_card.h"
#include "str.h"
#include "stream.h"

enum { LIMIT_DEFAULT = 1000, LIMIT_MOST = 10000 };

/* One export on its way. */
struct export {
	const struct pixel_row *pixel;
	struct days days;
	struct events_cursor cursor;
	const struct event_row *row;	/* the next of the slice at hand */
	int64_t left;
};

/* The columns, in the original's order. */
static const struct column {
	const char *name;
	enum { TEXT_AT, NUMBER_AT, TIME_AT } kind;
	size_t offset;			/* in struct event_row */
} columns[] = {
#define COLUMN(name, kind, field) \
	{ name, kind, offsetof(struct event_row, field) }
	COLUMN("id", NUMBER_AT, id),
	COLUMN("event_type", TEXT_AT, type),
	COLUMN("page_url", TEXT_AT, page),
	COLUMN("referrer_url", TEXT_AT, referrer),
	COLUMN("page_title", TEXT_AT, title),
	COLUMN("utm_source", TEXT_AT, source),
	COLUMN("utm_medium", TEXT_AT, medium),
	COLUMN("utm_campaign", TEXT_AT, campaign),
	COLUMN("utm_content", TEXT_AT, content),
	COLUMN("utm_term", TEXT_AT, term),
	COLUMN("country", TEXT_AT, country),
	COLUMN("timestamp", TIME_AT, occurred),
	COLUMN("created_at", TIME_AT, received),
#undef COLUMN
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static const char *
text_of(const struct event_row *row, const struct column *column,
    char time[DATE_TEXT])
{
	const char *const at = (const char *)row + column->offset;
	const char *text;
	int64_t number;

	if (column->kind == TEXT_AT) {
		memcpy(&text, at, sizeof(text));
		return text == NULL && column->offset ==
		    offsetof(struct event_row, type) ? "pageview" : text;
	}
	memcpy(&number, at, sizeof(number));
	if (column->kind == TIME_AT)
		date_print(number, time);
	else
		snprintf(time, DATE_TEXT, "%lld", (long long)number);
	return time;
}

static void
add_csv(struct str *out, const struct event_row *row)
{
	char time[DATE_TEXT];

	for (size_t i = 0; i < COLUMNS; i++)
		csv_add(out, i == 0, row == NULL ? columns[i].name
		    : text_of(row, &columns[i], time));
	csv_end(out);
}

static void
add_json(struct str *out, const struct event_row *row)
{
	char time[DATE_TEXT];

	json_open(out, NULL, '{');
	for (size_t i = 0; i < COLUMNS; i++)
		if (columns[i].kind == NUMBER_AT)
			json_add_int(out, columns[i].name, row->id);
		else
			inquiry_text(out, columns[i].name, text_of(row,
			    &columns[i], time));
	json_close(out, '}');
}

static bool
read_slice(struct stream *stream)
{
	struct export *const export = stream->context;
	const int64_t most = export->left < EXPORT_SLICE ? export->left
	    : EXPORT_SLICE;

	export->row = NULL;
	if (most > 0 && !events_next(stream->inquiry->db, &stream->slice,
	    &export->cursor, most, &export->row))
		return false;
	stream->over = export->row == NULL;
	return true;
}

static bool
add_row(struct stream *stream, struct str *out)
{
	struct export *const export = stream->context;
	const struct event_row *const row = export->row;

	if (row == NULL)
		return false;
	if (stream->csv)
		add_csv(out, row);
	else
		add_json(out, row);
	export->row = row->next;
	export->left--;
	return true;
}

static void
begin_csv(const struct export *export, struct response *response)
{
	response->type = "text/csv; charset=utf-8";
	str_addf(&response->head, "Content-Disposition: attachment;"
	    " filename=\"pixel_%s_export.csv\"\r\n",
	    export->pixel->public_id);
	add_csv(&response->body, NULL);
}

static bool
begin(struct stream *stream)
{
	struct inquiry *const inquiry = stream->inquiry;
	const struct export *const export = stream->context;
	struct response *const response = &inquiry->exchange->response;
	struct str *out;

	if (stream->csv && export->row == NULL) {
		response->status = 404;
		response->type = "text/plain; charset=utf-8";
		str_add(&response->body, "No data available");
		return false;
	}
	if (stream->csv) {
		begin_csv(export, response);
		return true;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_add_text(out, "pixel_id", export->pixel->public_id);
	inquiry_time(out, "export_date", inquiry->now);
	json_open(out, "date_range", '{');
	inquiry_time(out, "start", export->days.start);
	inquiry_time(out, "end", export->days.end);
	json_close(out, '}');
	json_open(out, "events", '[');
	return true;
}

void
export_send(struct inquiry *inquiry)
{
	static const struct stream_source source = { read_slice, begin,
		add_row };
	struct export export = { .left = LIMIT_DEFAULT };
	struct stream stream;

	if (!pixel_asked(inquiry, &export.pixel) ||
	    !stream_open(&stream, inquiry, &source, &export) ||
	    !days_asked(inquiry, &export.days) || !inquiry_number(inquiry,
	    "limit", 1, LIMIT_MOST, &export.left))
		return;
	events_open(&export.cursor, export.pixel->id, export.days.start,
	    export.days.end);
	stream_answer(&stream);
}
