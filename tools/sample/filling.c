#include "filling.h"

#include <math.h>
#include <stdlib.h>

#include "audit.h"
#include "cron_runs.h"
#include "db.h"
#include "enquiry.h"
#include "fate.h"
#include "log.h"
#include "rows.h"
#include "season.h"
#include "stay.h"
#include "str.h"
#include "transaction.h"
#include "world.h"

enum {
	SLICE_SESSIONS = 1500,		/* 50 ms, and 2 MB of the log */
	SLICE_LEADS = 256,
	LOG_PAGES = 12000,		/* 48 MB: then it is emptied */
	WAIT_MS = 30 * 1000,
	MINUTE_MS = 60 * 1000,
	HOUR_MS = 60 * MINUTE_MS,
	END_MS = 2000			/* for the hits of the last visit */
};

static const char action[] = "sample data";

/* The history on its way. */
struct filling {
	struct world *world;
	struct filled *out;
	struct season season;
	struct cron_runs runs;
	int64_t first_hour, begun;	/* of the slice; sessions before it */
	struct enquiry enquiries[SLICE_LEADS];
	size_t enquiry_count;
};

bool
filling_noted(struct world *world, int64_t *at)
{
	struct rows rows;

	*at = 0;
	db_query(world->db, &rows, SQL_SAMPLE_FIND, TEXT(action),
	    TEXT(world->order->project));
	if (rows_next(&rows))
		*at = rows_int(&rows, 0);
	return rows_done(&rows);
}

static bool
note(struct world *world)
{
	const struct order *const order = world->order;
	char detail[128];
	struct str text;

	str_init(&text, detail, sizeof(detail));
	str_addf(&text, "sessions=%lld events=%lld leads=%lld days=%lld"
	    " seed=%llu", (long long)order->sessions,
	    (long long)order->events, (long long)order->leads,
	    (long long)order->days, (unsigned long long)order->seed);
	const struct audit audit = { clock_now(&world->clock), "tool:sample",
		action, order->project, detail };

	return audit_add(world->db, &audit);
}

static int
earlier_first(const void *a, const void *b)
{
	const struct enquiry *const one = a, *const other = b;

	return one->received != other->received
	    ? one->received < other->received ? -1 : 1
	    : one->submission < other->submission ? -1 : 1;
}

/* The leads of the slice in the order in which a sync meets them. */
static bool
settle_leads(struct filling *filling)
{
	qsort(filling->enquiries, filling->enquiry_count,
	    sizeof(filling->enquiries[0]), earlier_first);
	for (size_t i = 0; i < filling->enquiry_count; i++)
		if (!fate_write(&filling->enquiries[i], &filling->runs,
		    filling->world))
			return false;
	filling->enquiry_count = 0;
	return cron_runs_save(&filling->runs, filling->world->db);
}

static bool
begin_slice(struct filling *filling, int64_t hour)
{
	struct world *const world = filling->world;

	if (!db_begin(world->db, WAIT_MS))
		return false;
	counts_begin(&world->counts, hour);
	filling->first_hour = hour;
	filling->begun = filling->out->sessions;
	if (filling->out->slices++ > 0 || note(world))
		return true;
	db_rollback(world->db);
	return false;
}

static bool
end_slice(struct filling *filling)
{
	struct world *const world = filling->world;

	if (!settle_leads(filling) || !counts_save(&world->counts, world->db,
	    world->sites, world->site_count)) {
		db_rollback(world->db);
		return false;
	}
	return db_commit(world->db) && (db_wal_pages(world->db) < LOG_PAGES ||
	    db_checkpoint(world->db, WAIT_MS, DB_KEEP_LOG));
}

static bool
is_full(const struct filling *filling, int64_t hour)
{
	return filling->out->sessions - filling->begun >= SLICE_SESSIONS ||
	    filling->enquiry_count == SLICE_LEADS ||
	    hour >= filling->first_hour + SLICE_HOURS;
}

/*
 * Of those to come, as many as are left of it; where many are worth more, they
 * come earlier, and none is left at the end.
 */
static bool
draws_lead(const struct filling *filling, const struct stay *stay)
{
	const struct order *const order = filling->world->order;
	const int64_t leads = order->leads - filling->out->leads;
	const int64_t sessions = order->sessions - filling->out->sessions;
	const double share = (double)leads / (double)sessions *
	    stay->way->worth;

	return leads == sessions || (leads > 0 &&
	    chance_is(&filling->world->chance, share));
}

/* Nearly half leave after one hit, the others stay as dice fall. */
static int64_t
draw_stay(struct chance *chance, double mean, bool wanted)
{
	const double single = mean < 1.58 ? 2 - mean : 0.42;
	const double more = (mean - single) / (1 - single) - 2;

	if (!wanted && chance_is(chance, single))
		return 1;
	/* so that the whole part of the wait has that mean */
	return 2 + wanted + (int64_t)(more <= 0 ? 0
	    : chance_wait(chance, 1 / log1p(1 / more)));
}

/* So many hits that the mean comes out, and at the very end the sum. */
static int64_t
draw_count(const struct filling *filling, bool wanted)
{
	const struct order *const order = filling->world->order;
	const int64_t sessions = order->sessions - filling->out->sessions;
	const int64_t leads = order->leads - filling->out->leads - wanted;
	const int64_t left = order->events - filling->out->events -
	    (sessions - 1) - 2 * leads;
	const double mean = (double)(order->events - filling->out->events) /
	    (double)sessions;
	const int64_t drawn = draw_stay(&filling->world->chance, mean,
	    wanted);
	const int64_t count = drawn > left || sessions == 1 ? left : drawn;

	return count > STEPS_MAX ? STEPS_MAX : count;
}

static bool
add_stay(struct filling *filling, int64_t started)
{
	struct world *const world = filling->world;
	struct filled *const out = filling->out;
	struct stay stay = { .started = started,
		.last = out->sessions + 1 == world->order->sessions };
	struct enquiry *const enquiry =
	    &filling->enquiries[filling->enquiry_count];

	stay_choose(&stay, world);
	const bool wanted = draws_lead(filling, &stay);
	if (wanted)
		enquiry_choose(enquiry, &stay, world);
	stay.count = stay.form.alone ? 1 : draw_count(filling, wanted);
	if (!stay_write(&stay, world) ||
	    (wanted && !enquiry_write(enquiry, &stay, world)))
		return false;
	out->sessions++;
	out->events += stay.count;
	out->leads += wanted;
	filling->enquiry_count += wanted;
	return true;
}

/* When the i-th of so many begins, each in its part of the hour. */
static int64_t
start_of(struct filling *filling, int64_t hour, int64_t i, int64_t count)
{
	const double part = ((double)i +
	    chance_unit(&filling->world->chance)) / (double)count;
	const int64_t left = filling->world->order->until - END_MS -
	    hour * HOUR_MS;
	const int64_t length = left < 0 ? 0 : left < HOUR_MS ? left
	    : HOUR_MS;

	return hour * HOUR_MS + (int64_t)(part * (double)length);
}

static bool
add_hour(struct filling *filling, int64_t number)
{
	const struct season *const season = &filling->season;
	const int64_t total = filling->world->order->sessions;
	const int64_t hour = season->first_hour + number;
	const int64_t count = season_before(season, number + 1, total) -
	    season_before(season, number, total);

	for (int64_t i = 0; i < count; i++) {
		if (is_full(filling, hour) && (!end_slice(filling) ||
		    !begin_slice(filling, hour)))
			return false;
		if (!add_stay(filling, start_of(filling, hour, i, count))) {
			db_rollback(filling->world->db);
			return false;
		}
	}
	return true;
}

/* One with nothing to do is the newest: the sync is at work to the end. */
static bool
end_runs(struct filling *filling)
{
	struct world *const world = filling->world;

	if (settle_leads(filling) && cron_runs_find(&filling->runs, world->db,
	    world->order->until - 2 * MINUTE_MS))
		return true;
	db_rollback(world->db);
	return false;
}

static bool
add_hours(struct filling *filling)
{
	const struct season *const season = &filling->season;

	if (!begin_slice(filling, season->first_hour))
		return false;
	if (!world_furnish(filling->world)) {
		db_rollback(filling->world->db);
		return false;
	}
	if (!end_slice(filling) || !world_classify(filling->world) ||
	    !begin_slice(filling, season->first_hour))
		return false;
	for (int64_t i = 0; i < season->hours; i++)
		if (!add_hour(filling, i))
			return false;
	return end_runs(filling) && end_slice(filling) &&
	    db_checkpoint(filling->world->db, WAIT_MS, DB_CUT_LOG);
}

bool
filling_run(struct world *world, struct filled *out)
{
	struct filling *const filling = calloc(1, sizeof(*filling));
	bool good = false;

	*out = (struct filled){ .slices = 0 };
	if (filling == NULL)
		return false;
	filling->world = world;
	filling->out = out;
	filling->season = season_open(world->order->until,
	    world->order->days, &world->chance);
	if (filling->season.ends != NULL)
		good = add_hours(filling);
	season_close(&filling->season);
	free(filling);
	return good;
}
