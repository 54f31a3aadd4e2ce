#include "session.h"

#include "bounds.h"

int64_t
session_idle_ms(void)
{
	return (int64_t)SESSION_IDLE_MINUTES * 60 * 1000;
}

int64_t
session_max_ms(void)
{
	return (int64_t)SESSION_MAX_HOURS * 60 * 60 * 1000;
}

bool
session_covers(const struct session *session, int64_t occurred)
{
	return occurred >= session->started - session_idle_ms() &&
	    occurred <= session->started + session_max_ms() &&
	    occurred <= session->last_activity + session_idle_ms();
}

void
session_join(struct session *session, int64_t occurred, bool page_view,
    int64_t page)
{
	if (occurred < session->started)
		session->started = occurred;
	if (page_view) {
		session->page_views++;
		if (occurred >= session->last_activity)
			session->exit_page = page;
	}
	if (occurred > session->last_activity)
		session->last_activity = occurred;
}
