#include "recent.h"

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"
#include "verdict.h"

static struct recent_hit
read_stored(struct keeper *keeper)
{
	return (struct recent_hit){
		.verdict = verdict_name(VERDICT_STORED),
		.stored = true,
		.type = keeper_text(keeper, 3),
		.page = keeper_text(keeper, 4),
		.source = keeper_text(keeper, 5),
		.medium = keeper_text(keeper, 6),
		.lead = rows_int(keeper->rows, 7) != 0,
	};
}

static struct recent_hit
read_reject(struct keeper *keeper)
{
	return (struct recent_hit){
		.verdict = keeper_string(keeper, 3),
		.detail = keeper_text(keeper, 4),
	};
}

/* The rows of one statement, newest first. */
static bool
read_all(struct rows *rows, struct arena *arena,
    struct recent_hit (*read)(struct keeper *), struct recent_hit **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct recent_hit *const hit = keeper_take(&keeper,
		    sizeof(*hit));
		if (hit == NULL)
			break;
		*hit = read(&keeper);
		hit->received = rows_int(rows, 0);
		hit->pixel = keeper_text(&keeper, 1);
		hit->time_zone = keeper_text(&keeper, 2);
		*out = hit;
		out = &hit->next;
	}
	return rows_done(rows) && !keeper.failed;
}

/* The newest `last` of two lists, which are in order. */
static struct recent_hit *
merge(struct recent_hit *a, struct recent_hit *b, int64_t last)
{
	struct recent_hit *first = NULL, **end = &first;

	for (; last > 0 && (a != NULL || b != NULL); last--) {
		struct recent_hit **const newer = b == NULL || (a != NULL &&
		    a->received >= b->received) ? &a : &b;
		struct recent_hit *const hit = *newer;

		*newer = hit->next;
		*end = hit;
		end = &hit->next;
	}
	*end = NULL;
	return first;
}

bool
recent_read(struct db *db, struct arena *arena,
    const struct recent_asked *asked, struct recent_hit **out)
{
	struct recent_hit *stored, *rejects;
	struct rows rows;

	db_query(db, &rows, SQL_RECENT_STORED, INT(asked->project),
	    INT(asked->project), TEXT(asked->pixel), TEXT(asked->pixel),
	    INT(asked->last));
	if (!read_all(&rows, arena, read_stored, &stored))
		return false;
	db_query(db, &rows, SQL_RECENT_REJECTS, INT(asked->project),
	    INT(asked->project), TEXT(asked->pixel), TEXT(asked->pixel),
	    INT(asked->last));
	if (!read_all(&rows, arena, read_reject, &rejects))
		return false;
	*out = merge(stored, rejects, asked->last);
	return true;
}
