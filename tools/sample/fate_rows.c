#include "fate_rows.h"

#include <stddef.h>
#include <string.h>

#include "chance.h"

#define LOOK { "search", EVENT_OK, 200, 20, false, "" }
#define LOOK_BROADLY { "search_broad", EVENT_OK, 200, 20, false, "" }
#define READ { "get", EVENT_OK, 200, 1, false, "" }
#define END { .operation = NULL }

static const struct fate_call written[] = { LOOK, READ,
	{ "patch", EVENT_OK, 200, 5, true, "" }, END };
static const struct fate_call found[] = { LOOK, READ, END };
static const struct fate_call several[] = { LOOK, END };
static const struct fate_call nobody[] = { LOOK, LOOK_BROADLY, END };
static const struct fate_call weakly[] = { LOOK, LOOK_BROADLY,
	{ "search_phone", EVENT_OK, 200, 20, false, "" }, END };
static const struct fate_call refused[] = { LOOK, READ,
	{ "patch", EVENT_REFUSED, 400, 5, true,
	    "{\"success\":false,\"error\":\"Bad request\"}" }, END };
static const struct fate_call server[] = {
	{ "search", EVENT_SERVER, 503, 20, false, "Service Unavailable" },
	END };
static const struct fate_call unreached[] = {
	{ "search", EVENT_NOT_SENT, 0, 20, false, "Connection refused" },
	END };
static const struct fate_call unanswered[] = { LOOK, READ,
	{ "patch", EVENT_UNSURE, 0, 5, true, "Timeout was reached" }, END };

enum { HOUR = 60, DAY = 24 * HOUR, MONTH = 30 * DAY };

static const struct fate_row rows[] = {
	{ JOB_SYNCED, NULL, 700, 2, 0, written, true,
	    .method = "email" },
	{ JOB_SYNCED, "partial", 6, 2, 0, written, true, "email",
	    .error = "last_campaign: no such option" },
	{ JOB_SYNCED, "undone", 3, 2 * DAY, 0, written, true,
	    .method = "email" },
	{ JOB_SYNCED, NULL, 12, 2 * DAY, 0, written, true,
	    .method = "chosen" },
	{ JOB_UNCHANGED, NULL, 55, 2, 0, found, true,
	    .method = "email" },
	{ JOB_WAITING, NULL, 90, 2, MONTH, nobody, .looks = 1 },
	{ JOB_NOT_FOUND, NULL, 90, MONTH + HOUR, 0, nobody, .looks = 2 },
	{ JOB_NOT_FOUND, "nobody_chosen", 8, 2 * DAY, 0, weakly,
	    .looks = 1, .by_hand = true, .by_phone = true },
	{ JOB_REVIEW, "several_persons", 14, 2, 4 * MONTH, several,
	    .candidates = 2 },
	{ JOB_REVIEW, "weak_match", 22, 2, 4 * MONTH, weakly,
	    .candidates = 1, .by_phone = true },
	{ JOB_FAILED, NULL, 12, 2, 0, refused, true, "email", .tries = 1,
	    .error = "patch: 400 Bad request" },
	{ JOB_SKIPPED, "spam", 14, 2 * DAY, 0, nobody, .by_hand = true },
	{ JOB_CANCELLED, NULL, 5, 2 * DAY, 0, nobody, .by_hand = true },
	{ JOB_RETRY, NULL, 60, 2, 12 * HOUR, server, .tries = 1,
	    .error = "search: 503 Service Unavailable" },
	{ JOB_RETRY, NULL, 25, 2, 12 * HOUR, unreached, .tries = 1,
	    .error = "search: Connection refused" },
	{ JOB_UNSURE, NULL, 15, 2, 3 * HOUR, unanswered, true, "email",
	    .tries = 1, .error = "patch: Timeout was reached" },
	{ JOB_READY, NULL, 30, 2, HOUR, nobody, true, "list", .looks = 1 },
};

/* A job that no run has come to yet, though its minutes are over. */
static const struct fate_row due = { .state = JOB_HELD };

static const struct fate_row skipped[] = {
	{ .state = JOB_SKIPPED, .reason = "test" },
	{ .state = JOB_SKIPPED, .reason = "crm_off" },
	{ .state = JOB_SKIPPED, .reason = "form_failed" },
	{ .state = JOB_SKIPPED, .reason = "consent" },
};

static const struct fate_row suspect = { .state = JOB_SUSPECT };
static const struct fate_row watched = { .state = JOB_SKIPPED,
	.reason = "watch", .calls = found, .knows = true, .method = "email" };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
fits(const struct fate_row *row, int64_t minutes, bool has_phone)
{
	return minutes >= row->least && (has_phone || !row->by_phone) &&
	    (row->most == 0 || minutes < row->most);
}

const struct fate_row *
fate_rows_draw(struct chance *chance, int64_t minutes, bool has_phone)
{
	struct odds odds = { .count = 0 };

	for (size_t i = 0; i < COUNT(rows); i++)
		odds_add(&odds, fits(&rows[i], minutes, has_phone)
		    ? rows[i].weight : 0);
	return odds.ends[odds.count - 1] == 0 ? &due
	    : &rows[odds_draw(&odds, chance)];
}

const struct fate_row *
fate_rows_skipped(const char *reason)
{
	for (size_t i = 0; i < COUNT(skipped); i++)
		if (strcmp(skipped[i].reason, reason) == 0)
			return &skipped[i];
	return NULL;
}

const struct fate_row *
fate_rows_suspect(void)
{
	return &suspect;
}

const struct fate_row *
fate_rows_held(void)
{
	return &due;
}

const struct fate_row *
fate_rows_watched(void)
{
	return &watched;
}

const struct fate_call *
fate_rows_last(const struct fate_row *row)
{
	const struct fate_call *call = row->calls;

	if (call == NULL)
		return NULL;
	while (call[1].operation != NULL)
		call++;
	return call;
}
