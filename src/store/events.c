#include "events.h"

#include <stddef.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

static const int64_t minute_ms = 60 * 1000;

void
events_open(struct events_cursor *cursor, int64_t pixel, int64_t from,
    int64_t until)
{
	*cursor = (struct events_cursor){ .pixel = pixel, .from = from,
		.high = until, .before = INT64_MAX,
		.window = 15 * minute_ms };
}

/* What is asked of one window. */
struct span {
	int64_t low, most;
};

static struct event_row *
keep(struct keeper *keeper)
{
	struct event_row *const row = keeper_take(keeper, sizeof(*row));

	if (row == NULL)
		return NULL;
	*row = (struct event_row){
		.id = rows_int(keeper->rows, 0),
		.type = keeper_text(keeper, 1),
		.page = keeper_text(keeper, 2),
		.referrer = keeper_text(keeper, 3),
		.title = keeper_text(keeper, 4),
		.source = keeper_text(keeper, 5),
		.medium = keeper_text(keeper, 6),
		.campaign = keeper_text(keeper, 7),
		.content = keeper_text(keeper, 8),
		.term = keeper_text(keeper, 9),
		.country = keeper_text(keeper, 10),
		.occurred = rows_int(keeper->rows, 11),
		.received = rows_int(keeper->rows, 12),
	};
	return row;
}

/* What of the window is left, and the last of it. */
static bool
read_window(struct db *db, struct arena *arena,
    const struct events_cursor *cursor, const struct span *span,
    const struct event_row **out, const struct event_row **last)
{
	const int64_t longest = 2 * SESSION_MAX_HOURS * 60 * minute_ms;
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	db_query(db, &rows, SQL_EVENTS_SLICE, INT(cursor->pixel),
	    INT(span->low - longest), INT(cursor->high), INT(span->low),
	    INT(span->low),
	    INT(cursor->high), INT(cursor->high), INT(cursor->before),
	    INT(span->most));
	*out = *last = NULL;
	while (!keeper.failed && rows_next(&rows)) {
		struct event_row *const row = keep(&keeper);
		if (row == NULL)
			break;
		*out = *last = row;
		out = &row->next;
	}
	return rows_done(&rows) && !keeper.failed;
}

static int64_t
count(const struct event_row *row)
{
	int64_t rows = 0;

	for (; row != NULL; row = row->next)
		rows++;
	return rows;
}

/*
 * A window that gave all it had (`last` NULL) is behind us; a full one is read
 * on from the last row, and the next is to hold about as many again.
 */
static void
move_on(struct events_cursor *cursor, int64_t low,
    const struct event_row *last)
{
	if (last == NULL) {
		cursor->ended = low == cursor->from;
		cursor->high = low - 1;
		cursor->before = INT64_MAX;
		cursor->window *= 4;
		return;
	}
	cursor->window = 2 * (cursor->high - last->occurred) + minute_ms;
	cursor->high = last->occurred;
	cursor->before = last->id;
}

bool
events_next(struct db *db, struct arena *arena,
    struct events_cursor *cursor, int64_t most,
    const struct event_row **out)
{
	const struct event_row *last;

	*out = NULL;
	while (*out == NULL && !cursor->ended && cursor->high >= cursor->from) {
		const int64_t reach = cursor->high - cursor->window;
		const struct span span = { reach < cursor->from
		    ? cursor->from : reach, most };
		if (!read_window(db, arena, cursor, &span, out, &last))
			return false;
		move_on(cursor, span.low, count(*out) == most ? last : NULL);
	}
	return true;
}
