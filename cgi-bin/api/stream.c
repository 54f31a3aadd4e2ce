#include "stream.h"

#include <stdio.h>
#include <string.h>

#include "berth.h"
#include "bounds.h"
#include "config.h"
#include "inquiry.h"
#include "line.h"
#include "log.h"
#include "office.h"
#include "str.h"

enum { SLICE_ARENA = 5 * 1024 * 1024 };

bool
stream_open(struct stream *stream, struct inquiry *inquiry,
    const struct stream_source *source, void *context)
{
	const char *const format = inquiry_param(inquiry, "format");
	void *const memory = arena_room(inquiry->arena, SLICE_ARENA);

	*stream = (struct stream){ .inquiry = inquiry, .source = source,
		.context = context,
		.csv = format != NULL && strcmp(format, "csv") == 0,
		.room = arena_room(inquiry->arena, EXPORT_ROW_MAX) };
	if (memory == NULL || stream->room == NULL) {
		inquiry_failed(inquiry);
		return false;
	}
	arena_init(&stream->slice, memory, SLICE_ARENA);
	if (format == NULL || stream->csv || strcmp(format, "json") == 0)
		return true;
	inquiry_bad(inquiry, "format", "format is json or csv.");
	return false;
}

static bool
read_slice(struct stream *stream)
{
	arena_reset(&stream->slice);
	/* the client's time is not ours: each slice has its own */
	office_start_clock(stream->inquiry->api);
	return stream->source->read(stream);
}

static bool
send_slice(struct stream *stream)
{
	void *const line = stream->inquiry->exchange->line;
	struct str text;

	for (;;) {
		str_init(&text, stream->room, EXPORT_ROW_MAX);
		if (!stream->source->add(stream, &text))
			return true;
		if (text.failed) {
			log_error("a row of an export is larger than %d"
			    " bytes", EXPORT_ROW_MAX);
			return false;
		}
		if ((!stream->csv && stream->sent > 0 &&
		    !line_send(line, ",", 1)) ||
		    !line_send(line, text.data, text.size))
			return false;
		stream->sent++;
	}
}

/* All slices after the first, which is there; false: nobody listens, or the
   database failed, and what was sent is not all. */
static bool
send_rows(struct stream *stream)
{
	while (send_slice(stream)) {
		if (stream->over)
			return true;
		if (!read_slice(stream)) {
			log_error("an export breaks off after %lld rows",
			    (long long)stream->sent);
			return false;
		}
	}
	return false;
}

static void
send_all(struct stream *stream)
{
	struct exchange *const exchange = stream->inquiry->exchange;
	char end[64];

	exchange->response.streamed = true;
	if (!line_begin(exchange->line, &exchange->request,
	    &exchange->response) || exchange->request.method == METHOD_HEAD)
		return;
	exchange->response.broken_off = !send_rows(stream);
	if (exchange->response.broken_off || stream->csv)
		return;
	snprintf(end, sizeof(end), "],\"total_exported\":%lld}}",
	    (long long)stream->sent);
	(void)line_send(exchange->line, end, strlen(end));
}

void
stream_answer(struct stream *stream)
{
	struct inquiry *const inquiry = stream->inquiry;
	const int64_t crew = inquiry->api->config->crew;
	int berth;

	/* a slow client has a process to itself: others need some, too */
	if (!berth_take(inquiry->api->config, "export",
	    crew < 2 ? 1 : (int)(crew / 2), &berth)) {
		str_addf(&inquiry->exchange->response.head,
		    "Retry-After: %d\r\n", RETRY_AFTER_S);
		inquiry_refuse(inquiry, 503, "busy", NULL, "Other exports are"
		    " under way; try again in a few seconds.");
		return;
	}
	if (!read_slice(stream))
		inquiry_failed(inquiry);
	else if (stream->source->begin(stream))
		send_all(stream);
	berth_leave(berth);
}
