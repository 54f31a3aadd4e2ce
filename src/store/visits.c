#include "visits.h"

#include <string.h>

#include "db.h"
#include "dictionary.h"
#include "place.h"
#include "rows.h"
#include "str.h"
#include "touch.h"

/* The token's bytes, then the project's number in digits (schema.sql). */
enum { KEY_ROOM = ID_SIZE + 24 };

static struct value
print_key(const struct visitor_key *key, char room[KEY_ROOM])
{
	struct str text;

	str_init(&text, room, KEY_ROOM);
	str_add_bytes(&text, (const char *)key->token->bytes, ID_SIZE);
	str_add_int(&text, key->project);
	return BLOB(room, text.size);
}

bool
visits_find_visitor(struct db *db, const struct visitor_key *key,
    struct visitor *out)
{
	char room[KEY_ROOM];
	struct rows rows;

	*out = (struct visitor){ 0 };
	db_query(db, &rows, SQL_VISITOR_FIND, print_key(key, room));
	if (rows_next(&rows))
		*out = (struct visitor){
			.id = rows_int(&rows, 0),
			.first_seen = rows_int(&rows, 1),
			.last_seen = rows_int(&rows, 2),
			.first_touch = rows_int(&rows, 3),
			.last_touch = rows_int(&rows, 4),
			.last_nondirect_touch = rows_int(&rows, 5),
		};
	return rows_done(&rows);
}

bool
visits_add_visitor(struct db *db, const struct visitor_key *key,
    int64_t occurred, struct visitor *out)
{
	char room[KEY_ROOM];

	if (!db_run(db, SQL_VISITOR_ADD, print_key(key, room),
	    INT(occurred), INT(occurred)))
		return false;
	*out = (struct visitor){ .id = db_last_id(db),
		.first_seen = occurred, .last_seen = occurred };
	return true;
}

bool
visits_save_visitor(struct db *db, struct visitor *visitor, int64_t occurred,
    bool new_visit)
{
	bool only_later = !new_visit && !visitor->touched &&
	    occurred >= visitor->first_seen;

	if (occurred < visitor->first_seen)
		visitor->first_seen = occurred;
	if (occurred > visitor->last_seen)
		visitor->last_seen = occurred;
	if (only_later)
		return db_run(db, SQL_VISITOR_SEEN, INT(visitor->last_seen),
		    INT(visitor->id));
	return db_run(db, SQL_VISITOR_SAVE, INT(visitor->first_seen),
	    INT(visitor->last_seen), INT(new_visit), ID(visitor->first_touch),
	    ID(visitor->last_touch), ID(visitor->last_nondirect_touch),
	    INT(visitor->id));
}

bool
visits_find_session(struct db *db, int64_t visitor, int64_t pixel,
    int64_t occurred, struct session *out)
{
	struct rows rows;

	*out = (struct session){ 0 };
	db_query(db, &rows, SQL_SESSION_FIND, INT(visitor), INT(pixel),
	    INT(occurred - session_max_ms()),
	    INT(occurred + session_idle_ms()),
	    INT(occurred - session_idle_ms()));
	if (rows_next(&rows))
		*out = (struct session){
			.id = rows_int(&rows, 0),
			.started = rows_int(&rows, 1),
			.last_activity = rows_int(&rows, 2),
			.page_views = rows_int(&rows, 3),
			.touch = rows_int(&rows, 4),
			.exit_page = rows_int(&rows, 5),
		};
	return rows_done(&rows);
}

/* The report words of one touch. */
struct words {
	int64_t channel, source, medium, campaign, term, referrer_host;
};

static bool
find_words(struct db *db, struct dictionary *dictionary,
    const struct touch *touch, struct words *out)
{
	*out = (struct words){ 0 };
	if (touch == NULL)
		return true;
	return dictionary_word(dictionary, db, touch->channel,
	    &out->channel) &&
	    dictionary_word(dictionary, db, touch->source, &out->source) &&
	    dictionary_word(dictionary, db, touch->medium, &out->medium) &&
	    dictionary_word(dictionary, db, touch->campaign,
	    &out->campaign) &&
	    dictionary_word(dictionary, db, touch->raw[UTM_TERM],
	    &out->term) &&
	    dictionary_word(dictionary, db, touch->referrer_host,
	    &out->referrer_host);
}

/* The same of a place. */
struct place_words {
	int64_t country, region, city;
};

static bool
find_place_words(struct db *db, struct dictionary *dictionary,
    const struct place *place, struct place_words *out)
{
	*out = (struct place_words){ 0 };
	return dictionary_word(dictionary, db, place->country,
	    &out->country) &&
	    dictionary_word(dictionary, db, place->region, &out->region) &&
	    dictionary_word(dictionary, db, place->city, &out->city);
}

bool
visits_add_session(struct db *db, struct dictionary *dictionary,
    const struct new_session *about, struct session *session)
{
	struct words came, began;
	struct place_words place;

	if (!find_words(db, dictionary, about->touch, &came) ||
	    !find_place_words(db, dictionary, about->place, &place) ||
	    !find_words(db, dictionary, about->first, &began) ||
	    !db_run(db, SQL_SESSION_ADD, INT(about->visitor),
	    INT(about->pixel), INT(session->started),
	    INT(session->last_activity), INT(session->page_views),
	    ID(about->landing_page), ID(session->exit_page),
	    ID(about->agent), TEXT(about->ip), ID(session->touch),
	    ID(came.channel), ID(came.source), ID(came.medium),
	    ID(came.campaign), ID(came.term), ID(came.referrer_host),
	    ID(began.channel), ID(began.source), ID(began.medium),
	    ID(began.campaign), ID(began.term), ID(began.referrer_host),
	    ID(about->first_landing_page), ID(place.country),
	    ID(place.region), ID(place.city)))
		return false;
	session->id = db_last_id(db);
	return true;
}

bool
visits_save_session(struct db *db, const struct session *session,
    bool earlier)
{
	if (earlier && !db_run(db, SQL_SESSION_EARLIER,
	    INT(session->started), INT(session->id)))
		return false;
	return db_run(db, SQL_SESSION_HIT, INT(session->last_activity),
	    INT(session->page_views), ID(session->exit_page),
	    INT(session->id));
}

bool
visits_session_came(struct db *db, struct dictionary *dictionary,
    const struct new_session *about, const struct session *session)
{
	struct words came, began;

	return find_words(db, dictionary, about->touch, &came) &&
	    find_words(db, dictionary, about->first, &began) &&
	    db_run(db, SQL_SESSION_CAME, ID(session->touch),
	    ID(came.channel), ID(came.source), ID(came.medium),
	    ID(came.campaign), ID(came.term), ID(came.referrer_host),
	    ID(began.channel), ID(began.source), ID(began.medium),
	    ID(began.campaign), ID(began.term), ID(began.referrer_host),
	    ID(about->first_landing_page), INT(session->id));
}
