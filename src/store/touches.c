#include "touches.h"

#include <string.h>

#include "arena.h"
#include "channel.h"
#include "db.h"
#include "history.h"
#include "rows.h"
#include "touch.h"
#include "visits.h"

/* Values before the raw ones: of SQL_TOUCH_ADD, of SQL_TOUCH_READ. */
enum { FACTS = 11, RAW = 11 };

static bool
add_touch(struct db *db, int64_t visitor, const struct touch *touch,
    int64_t *id)
{
	struct value values[FACTS + PARAMS] = {
		INT(visitor), INT(touch->landed), INT(touch->occurred),
		TEXT(touch->landing_url), TEXT(touch->referrer),
		TEXT(touch->source), TEXT(touch->medium),
		TEXT(touch->campaign), TEXT(touch->channel),
		TEXT(touch->rule), TEXT(touch->other),
	};

	for (int i = 0; i < PARAMS; i++)
		values[FACTS + i] = TEXT(touch->raw[i]);
	if (!db_run_values(db, SQL_TOUCH_ADD, values, FACTS + PARAMS))
		return false;
	*id = db_last_id(db);
	return true;
}

static bool
add_places(struct rows *rows, struct history *ends)
{
	while (rows_next(rows))
		history_add(ends, &(struct history_place){
			.id = rows_int(rows, 0),
			.landed = rows_int(rows, 1),
			.occurred = rows_int(rows, 2),
			.direct = channel_is_direct(rows_text(rows, 3)),
		});
	return rows_done(rows);
}

bool
touches_find_ends(struct db *db, int64_t visitor, int64_t by,
    struct history *out)
{
	struct rows rows;

	*out = (struct history){ .first.id = 0 };
	db_query(db, &rows, SQL_TOUCH_ALL, INT(visitor), INT(by));
	return add_places(&rows, out);
}

/* A touch more: only the ends of now can be beaten by it. */
static bool
beat_ends(struct db *db, const struct visitor *visitor,
    const struct history_place *added, struct history *out)
{
	const int64_t ends[] = { visitor->first_touch, visitor->last_touch,
		visitor->last_nondirect_touch };
	struct rows rows;

	*out = (struct history){ .first.id = 0 };
	history_add(out, added);
	for (int i = 0; i < 3; i++) {
		if (ends[i] == 0)
			continue;
		db_query(db, &rows, SQL_TOUCH_PLACE, INT(ends[i]));
		if (!add_places(&rows, out))
			return false;
	}
	return true;
}

static void
set_ends(struct visitor *visitor, const struct history *ends)
{
	visitor->first_touch = ends->first.id;
	visitor->last_touch = ends->last.id;
	visitor->last_nondirect_touch = ends->last_nondirect.id;
	visitor->touched = true;
}

bool
touches_save(struct db *db, struct visitor *visitor,
    const struct touch *touch, int64_t *id)
{
	struct history_place place;
	struct history ends;
	struct rows rows;
	int64_t occurred = 0;

	*id = 0;
	db_query(db, &rows, SQL_TOUCH_FIND, INT(visitor->id),
	    INT(touch->landed));
	if (rows_next(&rows)) {
		*id = rows_int(&rows, 0);
		occurred = rows_int(&rows, 1);
	}
	if (!rows_done(&rows))
		return false;
	if (*id != 0 && occurred <= touch->occurred)
		return true;
	if (*id != 0) {
		if (!db_run(db, SQL_TOUCH_EARLIER, INT(touch->occurred),
		    INT(*id)) || !touches_find_ends(db, visitor->id,
		    INT64_MAX, &ends))
			return false;
	} else {
		if (!add_touch(db, visitor->id, touch, id))
			return false;
		place = (struct history_place){ *id, touch->landed,
			touch->occurred, channel_is_direct(touch->channel) };
		if (!beat_ends(db, visitor, &place, &ends))
			return false;
	}
	set_ends(visitor, &ends);
	return true;
}

static const char *
keep(struct arena *arena, const struct rows *rows, int column)
{
	const char *text = rows_text(rows, column);

	return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

bool
touches_read(struct db *db, struct arena *arena, int64_t id,
    struct touch *out, bool *found)
{
	struct rows rows;

	*out = (struct touch){ 0 };
	db_query(db, &rows, SQL_TOUCH_READ, INT(id));
	*found = rows_next(&rows);
	if (*found) {
		out->landed = rows_int(&rows, 1);
		out->occurred = rows_int(&rows, 2);
		out->landing_url = keep(arena, &rows, 3);
		out->referrer = keep(arena, &rows, 4);
		out->referrer_host = touch_referrer_host(arena,
		    out->referrer);
		out->source = keep(arena, &rows, 5);
		out->medium = keep(arena, &rows, 6);
		out->campaign = keep(arena, &rows, 7);
		out->channel = keep(arena, &rows, 8);
		out->rule = keep(arena, &rows, 9);
		out->other = keep(arena, &rows, 10);
		for (int i = 0; i < PARAMS; i++)
			out->raw[i] = keep(arena, &rows, RAW + i);
	}
	return rows_done(&rows);
}
