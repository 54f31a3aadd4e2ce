#include "routes.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "berth.h"
#include "bounds.h"
#include "clock.h"
#include "config.h"
#include "csv.h"
#include "date.h"
#include "db.h"
#include "events.h"
#include "inquiry.h"
#include "json.h"
#include "line.h"
#include "log.h"
#include "office.h"
#include "days.h"
#include "pixels.h"
#include "project_card.h"
#include "str.h"

enum { LIMIT_DEFAULT = 1000, LIMIT_MOST = 10000,
	SLICE_ARENA = 5 * 1024 * 1024 };

/* One export on its way.  The rows of a slice are all read, and the database
   let go, before the first of them is sent. */
struct export {
	struct inquiry *inquiry;
	const struct pixel_row *pixel;
	struct days days;
	struct events_cursor cursor;
	struct arena slice;
	const struct event_row *rows;	/* of the slice at hand */
	int64_t left, sent;
	bool csv;
	char *room;			/* EXPORT_ROW_MAX bytes */
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
read_slice(struct export *export)
{
	const int64_t most = export->left < EXPORT_SLICE ? export->left
	    : EXPORT_SLICE;

	arena_reset(&export->slice);
	export->rows = NULL;
	/* the client's time is not ours: each slice has its own */
	db_set_deadline(export->inquiry->db, clock_steady() +
	    export->inquiry->api->config->call_ms);
	return most == 0 || events_next(export->inquiry->db, &export->slice,
	    &export->cursor, most, &export->rows);
}

static bool
send_row(struct export *export, const struct event_row *row)
{
	void *const line = export->inquiry->exchange->line;
	const bool comma = !export->csv && export->sent > 0;
	struct str text;

	str_init(&text, export->room, EXPORT_ROW_MAX);
	if (export->csv)
		add_csv(&text, row);
	else
		add_json(&text, row);
	export->sent++;
	export->left--;
	return (!comma || line_send(line, ",", 1)) &&
	    line_send(line, text.data, text.size);
}

/* All slices after the first, which is there; false: nobody listens, or the
   database failed, and what was sent is not all. */
static bool
send_rows(struct export *export)
{
	while (export->rows != NULL) {
		for (const struct event_row *row = export->rows; row != NULL;
		    row = row->next)
			if (!send_row(export, row))
				return false;
		if (!read_slice(export)) {
			log_error("an export breaks off after %lld rows",
			    (long long)export->sent);
			return false;
		}
	}
	return true;
}

/* What stands before the rows, as the body of the answer so far. */
static void
begin(struct export *export)
{
	struct response *const response =
	    &export->inquiry->exchange->response;
	struct str *out;

	if (export->csv) {
		response->type = "text/csv; charset=utf-8";
		str_addf(&response->head, "Content-Disposition: attachment;"
		    " filename=\"pixel_%s_export.csv\"\r\n",
		    export->pixel->public_id);
		add_csv(&response->body, NULL);
		return;
	}
	out = inquiry_begin(export->inquiry);
	json_open(out, "data", '{');
	json_add_text(out, "pixel_id", export->pixel->public_id);
	inquiry_time(out, "export_date", export->inquiry->now);
	json_open(out, "date_range", '{');
	inquiry_time(out, "start", export->days.start);
	inquiry_time(out, "end", export->days.end);
	json_close(out, '}');
	json_open(out, "events", '[');
}

static void
stream(struct export *export)
{
	struct exchange *const exchange = export->inquiry->exchange;
	char end[64];

	begin(export);
	exchange->response.streamed = true;
	if (!line_begin(exchange->line, &exchange->request,
	    &exchange->response) || exchange->request.method == METHOD_HEAD)
		return;
	exchange->response.broken_off = !send_rows(export);
	if (exchange->response.broken_off || export->csv)
		return;
	snprintf(end, sizeof(end), "],\"total_exported\":%lld}}",
	    (long long)export->sent);
	(void)line_send(exchange->line, end, strlen(end));
}

/* False after 400 or when there is no memory. */
static bool
prepare(struct export *export)
{
	struct inquiry *const inquiry = export->inquiry;
	const char *const format = inquiry_param(inquiry, "format");
	void *const memory = arena_room(inquiry->arena, SLICE_ARENA);

	export->left = LIMIT_DEFAULT;
	export->csv = format != NULL && strcmp(format, "csv") == 0;
	export->room = arena_room(inquiry->arena, EXPORT_ROW_MAX);
	if (memory == NULL || export->room == NULL) {
		inquiry_failed(inquiry);
		return false;
	}
	arena_init(&export->slice, memory, SLICE_ARENA);
	if (format != NULL && !export->csv && strcmp(format, "json") != 0) {
		inquiry_bad(inquiry, "format", "format is json or csv.");
		return false;
	}
	return days_asked(inquiry, &export->days) && inquiry_number(
	    inquiry, "limit", 1, LIMIT_MOST, &export->left);
}

static void
answer(struct export *export)
{
	struct response *const response =
	    &export->inquiry->exchange->response;

	events_open(&export->cursor, export->pixel->id,
	    export->days.start, export->days.end);
	if (!read_slice(export))
		inquiry_failed(export->inquiry);
	else if (export->csv && export->rows == NULL) {
		response->status = 404;
		response->type = "text/plain; charset=utf-8";
		str_add(&response->body, "No data available");
	} else
		stream(export);
}

void
export_send(struct inquiry *inquiry)
{
	struct export export = { .inquiry = inquiry };
	const int64_t crew = inquiry->api->config->crew;
	int berth;

	if (!pixel_asked(inquiry, &export.pixel) || !prepare(&export))
		return;
	/* a slow client has a process to itself: others need some, too */
	if (!berth_take(inquiry->api->config, "export",
	    crew < 2 ? 1 : (int)(crew / 2), &berth)) {
		str_addf(&inquiry->exchange->response.head,
		    "Retry-After: %d\r\n", RETRY_AFTER_S);
		inquiry_refuse(inquiry, 503, "busy", NULL, "Other exports are"
		    " under way; try again in a few seconds.");
		return;
	}
	answer(&export);
	berth_leave(berth);
}
