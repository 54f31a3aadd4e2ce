#include "tally.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "db.h"
#include "exchange.h"
#include "gate.h"
#include "settings.h"
#include "transaction.h"

/* The row of a pixel; the last is for those we do not know. */
static size_t
row_of(const struct settings *settings, const struct pixel *pixel)
{
	return pixel == NULL ? settings->count
	    : (size_t)(pixel - settings->pixels);
}

/* The row in `fresh` of a row of now. */
static size_t
new_row(const struct tally *tally, const struct settings *fresh, size_t row)
{
	const struct settings *now = tally->settings;

	return row_of(fresh, row == now->count ? NULL
	    : settings_pixel(fresh, now->pixels[row].public_id));
}

static void
carry_over(struct tally *tally, const struct settings *fresh,
    uint32_t (*counts)[VERDICT_COUNT])
{
	for (size_t i = 0; i <= tally->settings->count; i++)
		for (int v = 0; v < VERDICT_COUNT; v++)
			counts[new_row(tally, fresh, i)][v] +=
			    tally->counts[i][v];
	for (size_t i = 0; i < tally->batch_count; i++)
		tally->batch[i].row = new_row(tally, fresh,
		    tally->batch[i].row);
}

bool
tally_take(struct tally *tally, const struct settings *fresh)
{
	uint32_t (*counts)[VERDICT_COUNT] = calloc(fresh->count + 1,
	    sizeof(*counts));

	if (counts == NULL)
		return false;
	if (tally->settings != NULL)
		carry_over(tally, fresh, counts);
	free(tally->counts);
	tally->counts = counts;
	tally->settings = fresh;
	return true;
}

void
tally_hit(struct tally *tally, const struct pixel *pixel,
    const struct exchange *exchange)
{
	if (tally->batch_count < BATCH_MAX)
		tally->batch[tally->batch_count++] = (struct counted){
			row_of(tally->settings, pixel), exchange };
}

/* A lead under suspicion is stored (DESIGN 10), and then has no detail. */
static bool
is_reject(const struct exchange *exchange, struct reject *out)
{
	return !(exchange->response.verdict == VERDICT_SUSPECT &&
	    exchange->response.detail == NULL) &&
	    reject_of(&exchange->request, &exchange->response, out);
}

void
tally_done(struct tally *tally)
{
	for (size_t i = 0; i < tally->batch_count; i++) {
		const struct counted *one = &tally->batch[i];
		struct reject reject;

		tally->counts[one->row][one->exchange->response.verdict]++;
		if (is_reject(one->exchange, &reject))
			rejects_note(&tally->ours, &reject);
	}
	tally->batch_count = 0;
}

void
tally_undone(struct tally *tally)
{
	tally->batch_count = 0;
}

static bool
write_count(struct db *db, int64_t pixel, enum verdict verdict,
    int64_t now, uint32_t hits)
{
	return db_run(db, SQL_VERDICT_COUNT, INT(pixel), INT(date_day(now)),
	    TEXT(verdict_name(verdict)), INT(hits));
}

static bool
write_row(struct db *db, int64_t pixel, int64_t now,
    const uint32_t counts[VERDICT_COUNT])
{
	for (int i = VERDICT_STORED; i < VERDICT_COUNT; i++)
		if (counts[i] != 0 && !write_count(db, pixel,
		    (enum verdict)i, now, counts[i]))
			return false;
	return true;
}

static bool
write_rows(const struct tally *tally, struct db *db, int64_t now)
{
	const struct settings *settings = tally->settings;

	for (size_t i = 0; i < settings->count; i++)
		if (!write_row(db, settings->pixels[i].id, now,
		    tally->counts[i]))
			return false;
	return write_row(db, 0, now, tally->counts[settings->count]);
}

/* What readers refused since the last time, pixel 0. */
static void
take_refused(struct tally *tally, struct gate *gate)
{
	uint32_t *unknown = tally->counts[tally->settings->count];

	for (int i = VERDICT_STORED; i < VERDICT_COUNT; i++)
		unknown[i] += atomic_exchange(&gate->refused[i], 0);
	/* those that could not be written come first */
	if (tally->theirs.count == 0)
		gate_take_rejects(gate, &tally->theirs);
}

static bool
has_news(const struct tally *tally)
{
	static const uint32_t none[VERDICT_COUNT];

	for (size_t i = 0; i <= tally->settings->count; i++)
		if (memcmp(tally->counts[i], none, sizeof(none)) != 0)
			return true;
	return tally->ours.count + tally->theirs.count > 0;
}

static bool
write_rejects(const struct tally *tally, struct db *db)
{
	return tally->ours.count + tally->theirs.count == 0 ||
	    rejects_write(db, &tally->ours, &tally->theirs);
}

static void
forget(struct tally *tally)
{
	memset(tally->counts, 0, (tally->settings->count + 1) *
	    sizeof(*tally->counts));
	tally->ours.count = tally->theirs.count = 0;
}

void
tally_flush(struct tally *tally, struct db *db, struct gate *gate,
    int64_t now)
{
	take_refused(tally, gate);
	if (!has_news(tally) || !db_begin(db, LOCK_WAIT_MS))
		return;
	if (!write_rows(tally, db, now) || !write_rejects(tally, db))
		db_rollback(db);
	else if (db_commit(db))
		forget(tally);
}

bool
tally_now(struct db *db, const struct pixel *pixel,
    const struct exchange *exchange)
{
	struct reject reject;

	if (exchange->response.verdict == VERDICT_NONE)
		return true;
	return write_count(db, pixel == NULL ? 0 : pixel->id,
	    exchange->response.verdict, exchange->request.received, 1) &&
	    (!is_reject(exchange, &reject) ||
	    rejects_write_one(db, &reject));
}
