#include "collect.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "config.h"
#include "date.h"
#include "db.h"
#include "dictionary.h"
#include "exchange.h"
#include "gate.h"
#include "geoip.h"
#include "health.h"
#include "hit.h"
#include "http.h"
#include "log.h"
#include "receive.h"
#include "reply.h"
#include "route.h"
#include "schema.h"
#include "settings.h"
#include "transaction.h"

/* The fields as stored, the record, and the texts of three touches. */
enum { SCRATCH = FIELDS_TEXT_MAX + RECORD_MAX + 128 * 1024 };

/* The row of a pixel in the tally; the last is for those we do not know. */
static size_t
row_of(const struct settings *settings, const struct pixel *pixel)
{
	return pixel == NULL ? settings->count
	    : (size_t)(pixel - settings->pixels);
}

/* The row in `fresh` of a row of now. */
static size_t
new_row(const struct collector *collector, const struct settings *fresh,
    size_t row)
{
	const struct settings *now = collector->settings;

	return row_of(fresh, row == now->count ? NULL
	    : settings_pixel(fresh, now->pixels[row].public_id));
}

/* Counters go over to where their pixels are in the new settings. */
static void
carry_over(struct collector *collector, const struct settings *fresh,
    uint32_t (*tally)[VERDICT_COUNT])
{
	for (size_t i = 0; i <= collector->settings->count; i++)
		for (int v = 0; v < VERDICT_COUNT; v++)
			tally[new_row(collector, fresh, i)][v] +=
			    collector->tally[i][v];
	for (size_t i = 0; i < collector->batch_count; i++)
		collector->batch[i].row = new_row(collector, fresh,
		    collector->batch[i].row);
}

static bool
take_settings(struct collector *collector, struct db *db)
{
	struct settings *fresh = settings_read(db);
	uint32_t (*tally)[VERDICT_COUNT] = fresh == NULL ? NULL
	    : calloc(fresh->count + 1, sizeof(*tally));

	if (tally == NULL) {
		free(fresh);
		return false;
	}
	if (collector->settings != NULL) {
		carry_over(collector, fresh, tally);
		if (collector->settings->pages_epoch != fresh->pages_epoch)
			dictionary_forget(collector->dictionary);
	}
	free(collector->settings);
	free(collector->tally);
	collector->settings = fresh;
	collector->tally = tally;
	return true;
}

bool
collect_open(void *context, struct db **db)
{
	struct collector *collector = context;
	struct db_options options = { .fast = !collector->config->durable };
	char *scratch = malloc(SCRATCH);

	arena_init(&collector->scratch, scratch, scratch == NULL ? 0
	    : SCRATCH);
	*db = db_open(collector->config->database, &options);
	collector->dictionary = dictionary_open();
	collector->geoip = geoip_open(collector->config->geo_database);
	return *db != NULL && scratch != NULL &&
	    collector->dictionary != NULL && schema_fits(*db) &&
	    take_settings(collector, *db);
}

void
collect_done(void *context)
{
	struct collector *collector = context;

	for (size_t i = 0; i < collector->batch_count; i++) {
		struct counted *one = &collector->batch[i];

		collector->tally[one->row][one->verdict]++;
	}
	collector->batch_count = 0;
	dictionary_mark(collector->dictionary);
}

void
collect_undone(void *context)
{
	struct collector *collector = context;

	dictionary_undo(collector->dictionary);
	collector->batch_count = 0;
}

/* Rows of verdict_counts; in the caller's transaction. */
static bool
flush_row(struct db *db, int64_t pixel, int64_t day,
    const uint32_t counts[VERDICT_COUNT])
{
	for (int i = VERDICT_STORED; i < VERDICT_COUNT; i++) {
		if (counts[i] == 0)
			continue;
		if (!db_run(db, SQL_VERDICT_COUNT, INT(pixel), INT(day),
		    TEXT(verdict_name((enum verdict)i)), INT(counts[i])))
			return false;
	}
	return true;
}

/* What readers refused since the last time, pixel 0. */
static void
take_refused(struct collector *collector)
{
	uint32_t *unknown = collector->tally[collector->settings->count];

	for (int i = VERDICT_STORED; i < VERDICT_COUNT; i++)
		unknown[i] += atomic_exchange(&collector->gate->refused[i], 0);
}

static bool
has_counts(const struct collector *collector)
{
	static const uint32_t none[VERDICT_COUNT];

	for (size_t i = 0; i <= collector->settings->count; i++)
		if (memcmp(collector->tally[i], none, sizeof(none)) != 0)
			return true;
	return false;
}

static void
flush_counts(struct collector *collector, struct db *db)
{
	int64_t day = date_day(clock_now(collector->clock));
	size_t count = collector->settings->count;
	bool good = true;

	take_refused(collector);
	if (!has_counts(collector) || !db_begin(db, LOCK_WAIT_MS))
		return;
	for (size_t i = 0; good && i <= count; i++)
		good = flush_row(db, i == count ? 0
		    : collector->settings->pixels[i].id, day,
		    collector->tally[i]);
	if (!good)
		db_rollback(db);
	else if (db_commit(db))
		memset(collector->tally, 0, (count + 1) *
		    sizeof(*collector->tally));
}

void
collect_tick(void *context, struct db *db)
{
	struct collector *collector = context;

	flush_counts(collector, db);
	if (settings_version(db) != collector->settings->version)
		(void)take_settings(collector, db);
}

void
collect_end(void *context, struct db *db)
{
	flush_counts(context, db);
}

/* An unknown pixel gets one look: it may have been added just now. */
static bool
find_pixel(struct collector *collector, struct db *db, const char *public_id,
    const struct pixel **pixel)
{
	int64_t version;

	*pixel = settings_pixel(collector->settings, public_id);
	if (*pixel != NULL)
		return true;
	version = settings_version(db);
	if (version == collector->settings->version)
		return true;
	if (version < 0 || !take_settings(collector, db))
		return false;
	*pixel = settings_pixel(collector->settings, public_id);
	return true;
}

/* A form on somebody else's page must not write into this project. */
static bool
origin_fits(const struct pixel *pixel, const struct exchange *exchange,
    const struct hit *hit)
{
	char host[HOST_MAX + 1];

	if (exchange->response.image)
		return true;
	if (!pixel_allows(pixel, hit->host))
		return false;
	if (*exchange->request.origin == '\0')
		return true;
	return http_origin_host(exchange->request.origin, host,
	    sizeof(host)) ? pixel_allows(pixel, host)
	    : *pixel->allowed_hosts == '\0';
}

/* A process of one request: the counter goes with the hit's own commit. */
static enum saved
count_now(struct db *db, const struct pixel *pixel,
    const struct exchange *exchange)
{
	enum verdict verdict = exchange->response.verdict;

	/* a hand-over is no hit */
	if (verdict == VERDICT_NONE)
		return SAVED;
	return db_run(db, SQL_VERDICT_COUNT, INT(pixel == NULL ? 0
	    : pixel->id), INT(date_day(exchange->request.received)),
	    TEXT(verdict_name(verdict)), INT(1)) ? SAVED : SAVE_FAILED;
}

static enum saved
save_hit(struct collector *collector, struct db *db,
    const struct pixel *pixel, struct exchange *exchange, struct hit *hit)
{
	if (pixel == NULL)
		return reply_plain(exchange, VERDICT_UNKNOWN_PIXEL);
	if (!pixel->active)
		return reply_plain(exchange, VERDICT_INACTIVE_PIXEL);
	if (!origin_fits(pixel, exchange, hit))
		return reply_plain(exchange, VERDICT_ORIGIN_REFUSED);
	return receive(&(struct reception){ .db = db, .pixel = pixel,
	    .exchange = exchange, .hit = hit, .config = collector->config,
	    .settings = collector->settings, .scratch = &collector->scratch,
	    .dictionary = collector->dictionary });
}

enum saved
collect_save(void *context, struct db *db, struct exchange *exchange)
{
	struct collector *collector = context;
	struct hit *hit = exchange->work;
	const struct pixel *pixel;
	enum saved saved;

	if (hit == NULL)
		return health_probe(db, exchange);
	if (!find_pixel(collector, db, hit->pixel_id, &pixel))
		return SAVE_FAILED;
	saved = save_hit(collector, db, pixel, exchange, hit);
	if (saved == SAVED && collector->gate->committer == NULL)
		return count_now(db, pixel, exchange);
	if (saved != SAVE_FAILED && collector->batch_count < BATCH_MAX)
		collector->batch[collector->batch_count++] = (struct counted){
			row_of(collector->settings, pixel),
			exchange->response.verdict };
	return saved;
}
