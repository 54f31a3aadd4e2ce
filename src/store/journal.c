#include "journal.h"

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

enum { EVENTS_SHOWN = 50 };

static struct journal_touch
keep_touch(struct keeper *keeper, int column)
{
	return (struct journal_touch){
		.occurred = rows_int(keeper->rows, column),
		.source = keeper_text(keeper, column + 1),
		.medium = keeper_text(keeper, column + 2),
		.campaign = keeper_text(keeper, column + 3),
		.channel = keeper_text(keeper, column + 4),
		.landing = keeper_text(keeper, column + 5),
	};
}

bool
journal_visitor(struct db *db, struct arena *arena, int64_t visitor,
    struct journal *out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = (struct journal){ .visitor = 0 };
	db_query(db, &rows, SQL_JOURNAL_VISITOR, INT(visitor));
	if (rows_next(&rows))
		*out = (struct journal){
			.visitor = rows_int(&rows, 0),
			.project_id = rows_int(&rows, 1),
			.first_seen = rows_int(&rows, 2),
			.last_seen = rows_int(&rows, 3),
			.visits_count = rows_int(&rows, 4),
			.first = keep_touch(&keeper, 5),
			.last = keep_touch(&keeper, 11),
		};
	return rows_done(&rows) && !keeper.failed;
}

static bool
read_events(struct db *db, struct arena *arena, struct journal_visit *visit)
{
	const struct inbox_event **end = &visit->events;
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	db_query(db, &rows, SQL_JOURNAL_EVENTS, INT(visit->id),
	    INT(EVENTS_SHOWN + 1));
	for (int i = 0; !keeper.failed && rows_next(&rows); i++) {
		visit->more = i == EVENTS_SHOWN;
		if (visit->more)
			break;
		struct inbox_event *const event = keeper_take(&keeper,
		    sizeof(*event));
		if (event == NULL)
			break;
		*event = (struct inbox_event){
			.occurred = rows_int(&rows, 0),
			.type = keeper_text(&keeper, 1),
			.url = keeper_text(&keeper, 2),
			.title = keeper_text(&keeper, 3),
		};
		*end = event;
		end = &event->next;
	}
	return rows_done(&rows) && !keeper.failed;
}

static struct journal_visit *
keep_visit(struct keeper *keeper)
{
	struct journal_visit *const visit = keeper_take(keeper,
	    sizeof(*visit));

	if (visit == NULL)
		return NULL;
	*visit = (struct journal_visit){
		.id = rows_int(keeper->rows, 0),
		.pixel = keeper_string(keeper, 1),
		.started = rows_int(keeper->rows, 2),
		.last_activity = rows_int(keeper->rows, 3),
		.page_views = rows_int(keeper->rows, 4),
		.channel = keeper_text(keeper, 5),
		.source = keeper_text(keeper, 6),
		.medium = keeper_text(keeper, 7),
		.campaign = keeper_text(keeper, 8),
		.landing_page = keeper_text(keeper, 9),
		.exit_page = keeper_text(keeper, 10),
		.referrer_host = keeper_text(keeper, 11),
		.browser = keeper_text(keeper, 12),
		.os = keeper_text(keeper, 13),
		.device = keeper_text(keeper, 14),
		.country = keeper_text(keeper, 15),
		.region = keeper_text(keeper, 16),
		.city = keeper_text(keeper, 17),
	};
	return keeper->failed ? NULL : visit;
}

bool
journal_visits(struct db *db, struct arena *arena,
    const struct journal_asked *asked, struct journal *out)
{
	const bool newest = asked->before_id == 0;
	const struct journal_visit **end = &out->visits;
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };
	bool whole = true;

	db_query(db, &rows, SQL_JOURNAL_VISITS, INT(asked->visitor),
	    INT(newest ? INT64_MAX : asked->before_started),
	    INT(newest ? INT64_MAX : asked->before_id),
	    INT(asked->limit + 1));
	for (int64_t i = 0; whole && rows_next(&rows); i++) {
		out->more = i == asked->limit;
		if (out->more)
			break;
		struct journal_visit *const visit = keep_visit(&keeper);
		whole = visit != NULL && read_events(db, arena, visit);
		if (!whole)
			break;
		*end = visit;
		end = &visit->next;
	}
	return rows_done(&rows) && whole;
}
