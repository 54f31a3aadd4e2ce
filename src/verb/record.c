#include "record.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "hash.h"
#include "history.h"
#include "id.h"
#include "json.h"
#include "rows.h"
#include "str.h"
#include "touch.h"
#include "touches.h"
#include "visits.h"

enum { RECORD_FORMAT = 1 };

/* Columns of SQL_LEAD_READ. */
enum column {
	LEAD_ID, OCCURRED, RECEIVED, FORM_ID, FORM_NAME, FORM_STATE, FIELDS,
	TRUNCATED, EMAIL, PHONE, FIRST_NAME, LAST_NAME, CONSENT, TEST,
	VISITOR, SESSION, EVENT, TOKEN, STARTED, LAST_ACTIVITY, PAGE_URL,
	PAGE_TITLE, PIXEL, USER_AGENT, SCREEN, IP, COOKIES, COUNTRY, REGION,
	CITY, BROWSER, BROWSER_VERSION, SYSTEM, SYSTEM_VERSION, DEVICE,
	NO_HISTORY, COMPANY, PROJECT, LAST_SEEN, EVENT_TYPE, REFERRER_PAGE
};

/* What outlives the reading of that row. */
struct lead_row {
	int64_t visitor, occurred;
	struct history ends;		/* of the touches up to the submit */
};

static void
add_id(struct str *out, const char *name, const struct rows *rows, int column)
{
	size_t size;
	const void *blob = rows_blob(rows, column, &size);
	char room[ID_TEXT];
	struct str text;

	str_init(&text, room, sizeof(room));
	str_add_hex(&text, blob, size);
	json_add_text(out, name, text.data);
}

static void
add_person(struct str *out, const struct rows *rows)
{
	json_open(out, "person", '{');
	json_add_text(out, "email", rows_text(rows, EMAIL));
	json_add_text(out, "phone", rows_text(rows, PHONE));
	json_add_text(out, "first_name", rows_text(rows, FIRST_NAME));
	json_add_text(out, "last_name", rows_text(rows, LAST_NAME));
	json_add_text(out, "company", rows_text(rows, COMPANY));
	json_close(out, '}');
}

static void
add_form(struct str *out, const struct rows *rows)
{
	json_open(out, "form", '{');
	json_add_text(out, "id", rows_text(rows, FORM_ID));
	json_add_text(out, "name", rows_text(rows, FORM_NAME));
	json_add_text(out, "state", rows_text(rows, FORM_STATE));
	json_close(out, '}');
	json_add_raw(out, "fields", rows_text(rows, FIELDS));
	if (!rows_null(rows, CONSENT))
		json_add_bool(out, "consent", rows_int(rows, CONSENT) != 0);
	json_add_text(out, "no_history", rows_text(rows, NO_HISTORY));
	json_add_bool(out, "test", rows_int(rows, TEST) != 0);
	json_open(out, "page", '{');
	json_add_text(out, "url", rows_text(rows, PAGE_URL));
	json_add_text(out, "title", rows_text(rows, PAGE_TITLE));
	json_add_text(out, "referrer", rows_text(rows, REFERRER_PAGE));
	json_close(out, '}');
}

static void
add_device(struct str *out, const struct rows *rows)
{
	const int64_t screen = rows_int(rows, SCREEN);
	char room[16];

	json_open(out, "device", '{');
	json_add_text(out, "user_agent", rows_text(rows, USER_AGENT));
	json_add_text(out, "type", rows_text(rows, DEVICE));
	json_add_text(out, "os", rows_text(rows, SYSTEM));
	json_add_text(out, "os_version", rows_text(rows, SYSTEM_VERSION));
	json_add_text(out, "browser", rows_text(rows, BROWSER));
	json_add_text(out, "browser_version",
	    rows_text(rows, BROWSER_VERSION));
	if (screen > 0) {
		snprintf(room, sizeof(room), "%dx%d", (int)(screen >> 16),
		    (int)(screen & 0xffff));
		json_add_text(out, "screen", room);
	}
	json_add_text(out, "ip", rows_text(rows, IP));
	json_close(out, '}');
	if (!rows_null(rows, COOKIES))
		json_add_raw(out, "cookies", rows_text(rows, COOKIES));
}

static void
add_place(struct str *out, const struct rows *rows)
{
	if (rows_null(rows, COUNTRY) && rows_null(rows, REGION) &&
	    rows_null(rows, CITY))
		return;
	json_open(out, "place", '{');
	json_add_text(out, "country", rows_text(rows, COUNTRY));
	json_add_text(out, "region", rows_text(rows, REGION));
	json_add_text(out, "city", rows_text(rows, CITY));
	json_close(out, '}');
}

/*
 * Newest first, 50 at most: as the original told them; fewer when their
 * addresses are so long that the touches would find no room.
 */
static bool
add_pages(struct db *db, struct str *out, int64_t visitor, int64_t occurred)
{
	struct rows rows;

	json_open(out, "pages", '[');
	db_query(db, &rows, SQL_LEAD_PAGES, INT(visitor), INT(occurred));
	while (rows_next(&rows) && out->size < RECORD_PAGES_MAX)
		json_add_text(out, NULL, rows_text(&rows, 0));
	json_close(out, ']');
	return rows_done(&rows);
}

static void
add_visit(struct str *out, const struct rows *rows)
{
	json_open(out, "visit", '{');
	json_add_int(out, "started", rows_int(rows, STARTED));
	json_add_int(out, "last_activity", rows_int(rows, LAST_ACTIVITY));
	json_add_int(out, "last_seen", rows_int(rows, LAST_SEEN));
	json_add_int(out, "session_id", rows_int(rows, SESSION));
	add_id(out, "visitor_id", rows, TOKEN);
	json_add_int(out, "event_id", rows_int(rows, EVENT));
	json_close(out, '}');
}

/* NULL is what most hits are; without its hit nobody knows. */
static const char *
event_type(const struct rows *rows)
{
	if (rows_null(rows, PAGE_URL))
		return rows_text(rows, EVENT_TYPE);
	return rows_null(rows, EVENT_TYPE) ? "pageview"
	    : rows_text(rows, EVENT_TYPE);
}

/* The lead's own row; the touches and pages follow from it. */
static bool
add_lead(struct db *db, struct str *out, int64_t submission,
    struct lead_row *lead, bool *found)
{
	struct rows rows;

	db_query(db, &rows, SQL_LEAD_READ, INT(submission));
	*found = rows_next(&rows);
	if (*found) {
		lead->visitor = rows_int(&rows, VISITOR);
		lead->occurred = rows_int(&rows, OCCURRED);
		json_add_int(out, "format", RECORD_FORMAT);
		add_id(out, "lead_id", &rows, LEAD_ID);
		json_add_text(out, "pixel", rows_text(&rows, PIXEL));
		json_add_int(out, "project_id", rows_int(&rows, PROJECT));
		json_add_text(out, "event_type", event_type(&rows));
		json_add_int(out, "submitted", lead->occurred);
		json_add_int(out, "received", rows_int(&rows, RECEIVED));
		add_form(out, &rows);
		add_person(out, &rows);
		add_visit(out, &rows);
		add_device(out, &rows);
		add_place(out, &rows);
	}
	return rows_done(&rows);
}

static bool
add_touch(struct db *db, struct arena *arena, struct str *out,
    const char *name, int64_t id)
{
	struct touch touch;
	bool found;

	if (!touches_read(db, arena, id, &touch, &found))
		return false;
	if (!found)
		return true;
	json_open(out, name, '{');
	json_add_int(out, "occurred", touch.occurred);
	json_add_text(out, "landing_url", touch.landing_url);
	json_add_text(out, "referrer", touch.referrer);
	json_add_text(out, "source", touch.source);
	json_add_text(out, "medium", touch.medium);
	json_add_text(out, "campaign", touch.campaign);
	json_add_text(out, "channel", touch.channel);
	json_add_text(out, "rule", touch.rule);
	for (int i = 0; i < PARAMS; i++)
		json_add_text(out, param_name((enum param)i),
		    touch.raw[i]);
	if (touch.other != NULL)
		json_add_raw(out, "other", touch.other);
	json_close(out, '}');
	return true;
}

/*
 * The last JOURNEY_MAX touches up to the submit, oldest first: in the record
 * what people look at, in `ids` where the rest stands.
 */
static bool
add_journey(struct db *db, const struct lead_row *lead, struct str *out,
    struct str *ids)
{
	struct rows rows;

	json_open(out, "journey", '[');
	json_open(ids, NULL, '[');
	db_query(db, &rows, SQL_TOUCH_JOURNEY, INT(lead->visitor),
	    INT(lead->occurred), INT(JOURNEY_MAX));
	while (rows_next(&rows)) {
		json_add_int(ids, NULL, rows_int(&rows, 0));
		json_open(out, NULL, '{');
		json_add_int(out, "occurred", rows_int(&rows, 1));
		json_add_text(out, "source", rows_text(&rows, 2));
		json_add_text(out, "medium", rows_text(&rows, 3));
		json_add_text(out, "campaign", rows_text(&rows, 4));
		json_add_text(out, "channel", rows_text(&rows, 5));
		json_add_text(out, "rule", rows_text(&rows, 6));
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(ids, ']');
	return rows_done(&rows);
}

static bool
add_touches(struct db *db, struct arena *arena, struct str *out,
    const struct lead_row *lead)
{
	return add_touch(db, arena, out, "first", lead->ends.first.id) &&
	    add_touch(db, arena, out, "last", lead->ends.last.id) &&
	    add_touch(db, arena, out, "last_nondirect",
	    lead->ends.last_nondirect.id);
}

static bool
save(struct db *db, const struct str *record, const struct str *journey,
    const struct lead_row *lead, int64_t submission, bool complete)
{
	unsigned char digest[HASH_SIZE];

	hash_sha256(record->data, record->size, digest);
	return db_run(db, SQL_LEAD_RECORD, TEXT(record->data),
	    BLOB(digest, HASH_SIZE), INT(complete), ID(lead->ends.first.id),
	    ID(lead->ends.last.id), ID(lead->ends.last_nondirect.id),
	    TEXT(journey->data),
	    INT(submission));
}

bool
record_write(struct db *db, struct arena *arena, int64_t submission,
    bool complete)
{
	char journey_room[JOURNEY_MAX * 21 + 3];
	char *room = arena_room(arena, RECORD_MAX);
	struct lead_row lead;
	struct str out, journey;
	bool found;

	if (room == NULL)
		return false;
	str_init(&out, room, RECORD_MAX);
	str_init(&journey, journey_room, sizeof(journey_room));
	json_open(&out, NULL, '{');
	if (!add_lead(db, &out, submission, &lead, &found) || !found ||
	    !touches_find_ends(db, lead.visitor, lead.occurred, &lead.ends) ||
	    !add_pages(db, &out, lead.visitor, lead.occurred) ||
	    !add_touches(db, arena, &out, &lead) ||
	    !add_journey(db, &lead, &out, &journey))
		return false;
	json_close(&out, '}');
	return !out.failed && save(db, &out, &journey, &lead, submission,
	    complete);
}
