/* events: hits of a pixel as they were, newest first, slice by slice. */
#ifndef EVENTS_H
#define EVENTS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/* Text is NULL where nothing is known; utm_* is what was sent, no more. */
struct event_row {
	int64_t id, occurred, received;
	const char *type;		/* NULL = pageview */
	const char *page, *title;
	const char *referrer;		/* the page before; of another site
					   where the visit came from there */
	const char *source, *medium, *campaign, *content, *term;
	const char *country;		/* ISO 3166-1 alpha-2 */
	const struct event_row *next;
};

/*
 * Where a reading stands.  It looks at a window of time after the other, as
 * events have no index by time; the window grows where there is nothing.
 */
struct events_cursor {
	int64_t pixel, from;		/* nothing that occurred before */
	int64_t high, before;		/* next: earlier than that moment, or
					   then with a lower id */
	int64_t window;			/* ms */
	bool ended;
};

/* From the newest that occurred at `until` or earlier. */
void events_open(struct events_cursor *cursor, int64_t pixel, int64_t from,
    int64_t until);

/*
 * Up to `most` further rows; none at the end.  Nothing of the database is in
 * use once it returns.
 */
bool events_next(struct db *db, struct arena *arena,
    struct events_cursor *cursor, int64_t most,
    const struct event_row **out);

#endif
