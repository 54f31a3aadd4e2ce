#include "collect.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "config.h"
#include "db.h"
#include "dictionary.h"
#include "enlist.h"
#include "exchange.h"
#include "gate.h"
#include "hit.h"
#include "http.h"
#include "json.h"
#include "log.h"
#include "reply.h"
#include "route.h"
#include "schema.h"
#include "settings.h"
#include "utf8.h"
#include "visit.h"

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
	collector->dictionary = dictionary_open();
	return *db != NULL && scratch != NULL &&
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

/* Whether this visitor may be told apart from others (DESIGN 10). */
static bool
may_identify(const struct pixel *pixel, const struct request *request,
    const struct hit *hit)
{
	if (strcmp(request->gpc, "1") == 0 || hit->consent == 0)
		return false;
	return pixel->privacy == PRIVACY_IDENTIFIED ||
	    (pixel->privacy == PRIVACY_CONSENT && hit->consent == 1);
}

static enum saved
count_only(const struct pixel *pixel, struct exchange *exchange,
    const struct hit *hit)
{
	exchange->response.detail =
	    strcmp(exchange->request.gpc, "1") == 0 ? "GPC"
	    : pixel->privacy == PRIVACY_ANONYMOUS ? "anonymous project"
	    : hit->consent == 0 ? "consent refused" : "no consent yet";
	return reply_plain(exchange, VERDICT_COUNTED_ONLY);
}

/* A lead without consent comes with its page's own parameters only. */
static void
forget_history(struct arena *arena, struct hit *hit)
{
	memset(&hit->visitor, 0, sizeof(hit->visitor));
	hit->has_touch = touch_read(arena, hit->page_url, hit->referrer, NULL,
	    &hit->touch);
	hit->touch.landed = hit->touch.occurred = hit->occurred;
}

static const char *
kept_ip(const struct pixel *pixel, const struct ip *client, char out[IP_TEXT])
{
	struct ip masked = ip_masked(client);

	if (pixel->ip_policy == IP_NONE)
		return NULL;
	ip_print(pixel->ip_policy == IP_FULL ? client : &masked, out);
	return out;
}

static enum saved
write_hit(struct collector *collector, struct db *db,
    const struct pixel *pixel, struct exchange *exchange, struct hit *hit,
    bool identify, struct visit *visit)
{
	struct request *request = &exchange->request;
	char ip[IP_TEXT];
	struct browser browser = { .user_agent = NULL };
	enum saved saved;

	if (identify) {
		browser.user_agent = utf8_line(&exchange->arena,
		    request->user_agent, strlen(request->user_agent),
		    AGENT_MAX);
		browser.ip = kept_ip(pixel, &request->client, ip);
	}
	saved = visit_write(db, &exchange->arena,
	    collector->dictionary, pixel, hit, &browser, visit);

	if (saved != SAVED || !hit_is_lead(hit))
		return saved;
	arena_reset(&collector->scratch);
	return enlist(db, &collector->scratch, pixel,
	    collector->settings->person_key_secret, hit, visit);
}

/* A later message of a lead that is there: no second event, no second row. */
static enum saved
upgrade(struct db *db, const struct pixel *pixel, struct exchange *exchange,
    const struct hit *hit, bool *done)
{
	struct earlier_lead earlier;

	*done = false;
	if (!hit_is_lead(hit))
		return SAVED;
	if (!enlist_upgrade(db, pixel, hit, &earlier))
		return SAVE_FAILED;
	*done = earlier.id != 0;
	if (*done)
		reply_upgraded(exchange, earlier.moved);
	return SAVED;
}

static enum saved
save_known(struct collector *collector, struct db *db,
    const struct pixel *pixel, struct exchange *exchange, struct hit *hit)
{
	bool identify = may_identify(pixel, &exchange->request, hit);
	struct visit visit;
	enum saved saved;
	bool done;

	if (!identify && !hit_is_lead(hit))
		return count_only(pixel, exchange, hit);
	if (hit->test && !hit_is_lead(hit))
		return reply_plain(exchange, VERDICT_TEST);
	saved = upgrade(db, pixel, exchange, hit, &done);
	if (saved != SAVED || done)
		return saved;
	if (!identify)
		forget_history(&exchange->arena, hit);
	if (!hit_has_visitor(hit))
		hit->visitor = id_make(hit->received);
	if (hit_is_lead(hit) && !visit_free_id(db, hit))
		return SAVE_FAILED;
	saved = write_hit(collector, db, pixel, exchange, hit, identify,
	    &visit);
	if (saved == SAVED || visit.duplicate)
		reply_stored(exchange, collector->config, hit, &visit,
		    identify);
	if (saved == SAVE_REFUSED) {
		dictionary_undo(collector->dictionary);
		if (!visit.duplicate)
			reply_refused(exchange);
	}
	return saved;
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
	return save_known(collector, db, pixel, exchange, hit);
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
