/* journal: a visitor's visits as people look at them, newest first. */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "inbox.h"

/* Where a visit came from; source NULL = directly. */
struct journal_touch {
	int64_t occurred;
	const char *source, *medium, *campaign, *channel, *landing;
};

/* Text may be NULL where nothing is known. */
struct journal_visit {
	int64_t id, started, last_activity, page_views;
	const char *pixel;
	const char *channel, *source, *medium, *campaign;
	const char *landing_page, *exit_page, *referrer_host;
	const char *browser, *os, *device, *country, *region, *city;
	const struct inbox_event *events;	/* oldest first */
	bool more;				/* events than are shown */
	const struct journal_visit *next;
};

struct journal {
	int64_t visitor, project_id, first_seen, last_seen, visits_count;
	struct journal_touch first, last;
	const struct journal_visit *visits;
	bool more;		/* visits, older than the last one here */
};

/* Which visits: `limit` of those before that one; all 0 = the newest. */
struct journal_asked {
	int64_t visitor, limit;
	int64_t before_started, before_id;
};

/* The visitor alone; out->visitor is 0 if there is none. */
bool journal_visitor(struct db *db, struct arena *arena, int64_t visitor,
    struct journal *out);

/* The visits, each with the first 50 of its events. */
bool journal_visits(struct db *db, struct arena *arena,
    const struct journal_asked *asked, struct journal *out);

#endif
