/* session: a visit, hits without half an hour of silence between them. */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stdint.h>

struct session {
	int64_t id;		/* 0 = not stored yet */
	int64_t started;	/* occurred, the earliest */
	int64_t last_activity;	/* occurred, the latest */
	int64_t page_views;
	int64_t touch;		/* how it came, 0 = no signal */
	int64_t exit_page;
};

/* SESSION_IDLE_MINUTES and SESSION_MAX_HOURS in ms. */
int64_t session_idle_ms(void);
int64_t session_max_ms(void);

/*
 * The hit belongs to it: within its time, half an hour longer at both ends,
 * and no more than a day after its start.
 */
bool session_covers(const struct session *session, int64_t occurred);

/*
 * Takes the hit in.  A late one moves the start backward, never the end; the
 * exit page is that of the latest page view.
 */
void session_join(struct session *session, int64_t occurred, bool page_view,
    int64_t page);

#endif
