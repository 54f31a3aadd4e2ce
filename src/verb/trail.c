#include "trail.h"

#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "json.h"
#include "report.h"
#include "rows.h"
#include "str.h"
#include "touches.h"
#include "trace.h"

enum { WHY_MAX = 2048, ENDS = 3, TRAIL_MAX = JOURNEY_MAX + ENDS,
	LAST = 1 };

static const int64_t time_max = INT64_C(1) << 52;

/* In the order of roles. */
static const char *const ends[ENDS] = { "first", "last", "last_nondirect" };

/* Where the rows of a visitor's touches are. */
struct row {
	int64_t id, occurred;
};

struct work {
	struct db *db;
	struct arena *arena;
	const struct json *record;
	struct row rows[JOURNEY_MAX];
	size_t row_count;
	struct trail trail[TRAIL_MAX];
	size_t count;
	bool failed;
};

static struct touch
read_touch(struct work *work, const struct json *json)
{
	const struct json *const other = json_get(json, "other");
	struct touch touch = {
		.landing_url = json_text(json, "landing_url"),
		.referrer = json_text(json, "referrer"),
		.source = json_text(json, "source"),
		.medium = json_text(json, "medium"),
		.campaign = json_text(json, "campaign"),
		.channel = json_text(json, "channel"),
		.rule = json_text(json, "rule"),
	};

	(void)json_int(json, "occurred", 0, time_max, &touch.occurred);
	for (int i = 0; i < PARAMS; i++)
		touch.raw[i] = json_text(json, param_name((enum param)i));
	if (other == NULL)
		return touch;
	char *const room = arena_room(work->arena, TOUCH_OTHER_MAX + 64);
	struct str text;

	work->failed |= room == NULL;
	if (room == NULL)
		return touch;
	str_init(&text, room, TOUCH_OTHER_MAX + 64);
	json_add_value(&text, NULL, other);
	touch.other = text.failed ? NULL : room;
	return touch;
}

static bool
is_same(const struct touch *a, const struct touch *b)
{
	return a->occurred == b->occurred && a->source != NULL &&
	    b->source != NULL && strcmp(a->source, b->source) == 0;
}

/* What is kept whole of one of the ends; false if the step is none. */
static bool
find_end(struct work *work, struct trail *step)
{
	for (size_t i = 0; i < ENDS; i++) {
		const struct json *const json = json_get(work->record,
		    ends[i]);
		if (json == NULL)
			continue;
		const struct touch touch = read_touch(work, json);
		if (!is_same(&touch, &step->touch))
			continue;
		step->touch = touch;
		step->role = ends[i];
		return true;
	}
	return false;
}

/* The record has only the outcome of a step in between. */
static void
fill_step(struct work *work, struct trail *step)
{
	struct touch touch;
	bool found;

	step->role = "step";
	for (size_t i = 0; i < work->row_count; i++) {
		if (work->rows[i].occurred != step->touch.occurred)
			continue;
		if (!touches_read(work->db, work->arena, work->rows[i].id,
		    &touch, &found))
			work->failed = true;
		else if (found && is_same(&touch, &step->touch))
			step->touch = touch;
	}
}

static bool
has(const struct work *work, const struct touch *touch)
{
	for (size_t i = 0; i < work->count; i++)
		if (is_same(&work->trail[i].touch, touch))
			return true;
	return false;
}

/* An end that so many steps have pushed out of the journey. */
static void
add_end(struct work *work, size_t end)
{
	const struct json *const json = json_get(work->record, ends[end]);
	const struct trail step = { .role = ends[end],
		.touch = read_touch(work, json) };
	size_t at = end == LAST ? work->count : 0;

	if (json == NULL || has(work, &step.touch))
		return;
	memmove(&work->trail[at + 1], &work->trail[at],
	    (work->count - at) * sizeof(step));
	work->trail[at] = step;
	work->count++;
}

static void
add_steps(struct work *work)
{
	const struct json *const journey = json_get(work->record, "journey");

	for (const struct json *one = journey == NULL ? NULL
	    : journey->first; one != NULL && work->count < JOURNEY_MAX;
	    one = one->next) {
		struct trail *const step = &work->trail[work->count++];

		*step = (struct trail){ .touch = read_touch(work, one) };
		if (!find_end(work, step))
			fill_step(work, step);
	}
	add_end(work, LAST);
	add_end(work, LAST + 1);
	add_end(work, 0);
}

static bool
read_rows(struct work *work, const struct inbox_lead *lead)
{
	struct rows rows;

	db_query(work->db, &rows, SQL_TOUCH_JOURNEY, INT(lead->visitor_id),
	    INT(lead->occurred), INT(JOURNEY_MAX));
	while (work->row_count < JOURNEY_MAX && rows_next(&rows))
		work->rows[work->row_count++] = (struct row){
			rows_int(&rows, 0), rows_int(&rows, 1) };
	return rows_done(&rows);
}

/* Without its raw values a step would seem to have had none. */
static void
explain(struct work *work, struct trail *step)
{
	char room[WHY_MAX];
	struct str why;

	if (step->touch.landing_url == NULL)
		return;
	str_init(&why, room, sizeof(room));
	trace_print(&step->touch, &why);
	if (why.size == 0)
		return;
	step->why = arena_copy(work->arena, room, why.size);
	work->failed |= step->why == NULL;
}

bool
trail_read(struct db *db, struct arena *arena, const struct report *report,
    const struct trail **out)
{
	struct work *const work = arena_take(arena, sizeof(*work));

	*out = NULL;
	if (work == NULL)
		return false;
	*work = (struct work){ .db = db, .arena = arena,
		.record = report->record };
	if (!read_rows(work, report->lead))
		return false;
	add_steps(work);
	for (size_t i = work->count; i-- > 0;) {
		explain(work, &work->trail[i]);
		work->trail[i].next = *out;
		*out = &work->trail[i];
	}
	return !work->failed;
}
