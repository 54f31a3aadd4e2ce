#include "visit.h"

#include <string.h>

#include "arena.h"
#include "date.h"
#include "db.h"
#include "dictionary.h"
#include "hit.h"
#include "page_name.h"
#include "rows.h"
#include "settings.h"
#include "touches.h"

enum { HOUR_MS = 3600 * 1000 };

/* All that one hit needs on its way through the tables. */
struct writing {
	struct db *db;
	struct arena *arena;
	struct dictionary *dictionary;
	const struct pixel *pixel;
	const struct hit *hit;
	const struct browser *browser;
	struct visit *visit;
	int64_t page, touch;
	bool page_view, new_session;
};

static bool
write_visitor(struct writing *writing)
{
	const struct hit *hit = writing->hit;
	const struct visitor_key key = { &hit->visitor,
		writing->pixel->project };
	struct visitor *visitor = &writing->visit->visitor;

	return visits_find_visitor(writing->db, &key, visitor) &&
	    (visitor->id != 0 || visits_add_visitor(writing->db, &key,
	    hit->occurred, visitor));
}

static bool
find_page(struct writing *writing)
{
	const struct hit *hit = writing->hit;

	const struct page page = { writing->pixel->project, hit->page,
		hit->title };

	return dictionary_page(writing->dictionary, writing->db, &page,
	    date_day(hit->received), &writing->page);
}

static bool
write_touch(struct writing *writing)
{
	return !writing->hit->has_touch ||
	    touches_save(writing->db, &writing->visit->visitor,
	    &writing->hit->touch, &writing->touch);
}

/* The touch that first brought the visitor: this very one, or a stored one,
   or NULL. */
static bool
find_first(struct writing *writing, struct touch *room,
    const struct touch **first)
{
	int64_t id = writing->visit->visitor.first_touch;
	bool found = false;

	*first = NULL;
	if (id == 0)
		return true;
	if (id == writing->touch) {
		*first = &writing->hit->touch;
		return true;
	}
	if (!touches_read(writing->db, writing->arena, id, room, &found))
		return false;
	*first = found ? room : NULL;
	return true;
}

/* How the visitor first came, and on which page, which is seldom another
   than that of the hit. */
static bool
learn_first(struct writing *writing, struct touch *room,
    struct new_session *about)
{
	struct page page = { .project = writing->pixel->project };

	if (!find_first(writing, room, &about->first))
		return false;
	if (about->first == NULL)
		return true;
	page.url = page_name(writing->arena, about->first->landing_url);
	about->first_landing_page = writing->page;
	return page.url != NULL && (strcmp(page.url, writing->hit->page) == 0
	    || dictionary_page(writing->dictionary, writing->db, &page,
	    date_day(writing->hit->received), &about->first_landing_page));
}

static bool
add_session(struct writing *writing)
{
	struct session *session = &writing->visit->session;
	const struct hit *hit = writing->hit;
	struct touch room;
	struct new_session about = {
		.visitor = writing->visit->visitor.id,
		.pixel = writing->pixel->id,
		.landing_page = writing->page,
		.agent = writing->browser->agent,
		.ip = writing->browser->ip,
		.place = &writing->browser->place,
		.touch = writing->touch != 0 ? &hit->touch : NULL,
	};

	*session = (struct session){ .started = hit->occurred,
		.last_activity = hit->occurred, .touch = writing->touch };
	session_join(session, hit->occurred, writing->page_view,
	    writing->page);
	return learn_first(writing, &room, &about) &&
	    visits_add_session(writing->db, writing->dictionary, &about,
	    session);
}

/* A session without a signal may learn from a later hit how it came. */
static bool
write_came(struct writing *writing)
{
	struct session *const session = &writing->visit->session;
	struct new_session about = { .touch = &writing->hit->touch };
	struct touch room;

	if (session->touch != 0 || writing->touch == 0)
		return true;
	session->touch = writing->touch;
	return learn_first(writing, &room, &about) &&
	    visits_session_came(writing->db, writing->dictionary, &about,
	    session);
}

static bool
write_session(struct writing *writing)
{
	struct session *session = &writing->visit->session;
	const struct hit *hit = writing->hit;
	int64_t started;

	if (!visits_find_session(writing->db, writing->visit->visitor.id,
	    writing->pixel->id, hit->occurred, session))
		return false;
	writing->new_session = session->id == 0 ||
	    !session_covers(session, hit->occurred);
	if (writing->new_session)
		return add_session(writing);
	started = session->started;
	session_join(session, hit->occurred, writing->page_view,
	    writing->page);
	return visits_save_session(writing->db, session,
	    session->started != started) && write_came(writing);
}

/* The page before, if it is one of the same site. */
static bool
find_referrer_page(struct writing *writing, int64_t *id)
{
	const struct hit *hit = writing->hit;
	const struct page page = { writing->pixel->project,
		hit->referrer_page, NULL };

	*id = 0;
	return hit->referrer_page == NULL ||
	    dictionary_page(writing->dictionary, writing->db, &page,
	    date_day(hit->received), id);
}

static struct value
dimension(int64_t packed)
{
	return packed < 0 ? NONE : INT(packed);
}

static bool
write_event(struct writing *writing)
{
	const struct hit *hit = writing->hit;
	int64_t before;

	if (!find_referrer_page(writing, &before) ||
	    !db_run(writing->db, SQL_EVENT_ADD,
	    BLOB(hit->hit_id.bytes, ID_SIZE),
	    INT(writing->visit->session.id), INT(writing->page), ID(before),
	    TEXT(hit->type), INT(hit->occurred), INT(hit->received),
	    dimension(hit->viewport), dimension(hit->screen),
	    TEXT(hit->props), ID(writing->touch)))
		return false;
	writing->visit->event = db_last_id(writing->db);
	return true;
}

static bool
count_page(struct writing *writing)
{
	return !writing->page_view || db_run(writing->db, SQL_PAGE_HOUR,
	    INT(writing->pixel->id), INT(writing->hit->occurred / HOUR_MS),
	    INT(writing->page), INT(writing->new_session));
}

/* The event could not be added: is it because it is there? */
static enum saved
why_refused(struct writing *writing)
{
	struct visit *visit = writing->visit;
	struct rows rows;
	const void *token;
	size_t size;

	if (committer_blame(writing->db, "a visit") == SAVE_FAILED)
		return SAVE_FAILED;
	db_query(writing->db, &rows, SQL_EVENT_FIND,
	    BLOB(writing->hit->hit_id.bytes, ID_SIZE));
	if (rows_next(&rows)) {
		visit->duplicate = true;
		visit->event = rows_int(&rows, 0);
		visit->session.id = rows_int(&rows, 1);
		visit->visitor.id = rows_int(&rows, 2);
		token = rows_blob(&rows, 3, &size);
		if (size == ID_SIZE)
			memcpy(visit->token.bytes, token, size);
	}
	return rows_done(&rows) ? SAVE_REFUSED : SAVE_FAILED;
}

bool
visit_free_id(struct db *db, struct hit *hit)
{
	struct rows rows;

	db_query(db, &rows, SQL_EVENT_FIND, BLOB(hit->hit_id.bytes, ID_SIZE));
	if (rows_next(&rows))
		hit->hit_id = id_make(hit->received);
	return rows_done(&rows);
}

enum saved
visit_write(struct db *db, struct arena *arena, struct dictionary *dictionary,
    const struct pixel *pixel, const struct hit *hit,
    const struct browser *browser, struct visit *visit)
{
	struct writing writing = { .db = db, .arena = arena,
		.dictionary = dictionary, .pixel = pixel, .hit = hit,
		.browser = browser, .visit = visit,
		.page_view = hit->type == NULL };

	*visit = (struct visit){ .token = hit->visitor };
	if (find_page(&writing) && write_visitor(&writing) &&
	    write_touch(&writing) && write_session(&writing) &&
	    visits_save_visitor(db, &visit->visitor, hit->occurred,
	    writing.new_session) && count_page(&writing) &&
	    write_event(&writing))
		return SAVED;
	return why_refused(&writing);
}
