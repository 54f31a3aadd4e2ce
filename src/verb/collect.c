#include "collect.h"

#include <stdlib.h>
#include <string.h>

#include "bot.h"
#include "clock.h"
#include "config.h"
#include "db.h"
#include "dictionary.h"
#include "exchange.h"
#include "gate.h"
#include "geoip.h"
#include "hit.h"
#include "http.h"
#include "log.h"
#include "receive.h"
#include "reply.h"
#include "route.h"
#include "schema.h"
#include "sender.h"
#include "settings.h"

/* The fields as stored, the record, and the texts of three touches. */
enum { SCRATCH = FIELDS_TEXT_MAX + RECORD_MAX + 128 * 1024 };

static bool
take_settings(struct collector *collector, struct db *db)
{
	struct settings *fresh = settings_read(db);

	if (fresh == NULL || !tally_take(&collector->tally, fresh)) {
		free(fresh);
		return false;
	}
	if (collector->settings != NULL &&
	    collector->settings->pages_epoch != fresh->pages_epoch)
		dictionary_forget(collector->dictionary);
	free(collector->settings);
	collector->settings = fresh;
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
	collector->bot = bot_open(collector->once);
	collector->dictionary = dictionary_open(collector->bot);
	collector->geoip = geoip_open(collector->config->geo_database);
	return *db != NULL && scratch != NULL && collector->bot != NULL &&
	    collector->dictionary != NULL && schema_fits(*db) &&
	    take_settings(collector, *db);
}

void
collect_done(void *context)
{
	struct collector *collector = context;

	tally_done(&collector->tally);
	health_done(&collector->health);
	dictionary_mark(collector->dictionary);
}

void
collect_undone(void *context)
{
	struct collector *collector = context;

	dictionary_undo(collector->dictionary);
	tally_undone(&collector->tally);
	health_undone(&collector->health);
}

void
collect_end(void *context, struct db *db)
{
	struct collector *collector = context;

	tally_flush(&collector->tally, db, collector->gate,
	    clock_now(collector->clock));
}

void
collect_tick(void *context, struct db *db)
{
	struct collector *collector = context;

	collect_end(collector, db);
	if (settings_version(db) != collector->settings->version)
		(void)take_settings(collector, db);
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

/* The owner sees which hosts did not fit: often a forgotten one. */
static enum saved
refuse_origin(struct exchange *exchange, const struct hit *hit)
{
	char host[HOST_MAX + 1], room[REJECT_DETAIL_MAX + 1];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_addf(&text, "page %.80s", hit->host);
	if (http_origin_host(exchange->request.origin, host, sizeof(host)))
		str_addf(&text, ", Origin %.80s", host);
	else if (*exchange->request.origin != '\0')
		str_add(&text, ", Origin null");
	(void)reply_plain(exchange, VERDICT_ORIGIN_REFUSED);
	exchange->response.detail = arena_copy(&exchange->arena, room,
	    text.size);
	return SAVED;
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
		return refuse_origin(exchange, hit);
	return receive(&(struct reception){ .db = db, .pixel = pixel,
	    .exchange = exchange, .hit = hit, .config = collector->config,
	    .settings = collector->settings, .scratch = &collector->scratch,
	    .dictionary = collector->dictionary,
	    .limiter = collector->limiter });
}

enum saved
collect_save(void *context, struct db *db, struct exchange *exchange)
{
	struct collector *collector = context;
	struct hit *hit = exchange->work;
	const struct pixel *pixel;
	enum saved saved;

	if (hit == NULL)
		return health_save(collector, db, exchange);
	if (!find_pixel(collector, db, hit->pixel_id, &pixel))
		return SAVE_FAILED;
	saved = save_hit(collector, db, pixel, exchange, hit);
	if (saved == SAVED && collector->gate->committer == NULL)
		return tally_now(db, pixel, exchange) ? SAVED : SAVE_FAILED;
	if (saved != SAVE_FAILED)
		tally_hit(&collector->tally, pixel, exchange);
	return saved;
}
