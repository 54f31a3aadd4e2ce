#include "check.h"
#include "session.h"

enum { MINUTE = 60 * 1000 };

/* A session from minute 100 to minute 120, and hits around it. */
static const struct {
	const char *name;
	int64_t occurred;
	bool covered;
	int64_t started, last_activity, exit_page;
} hits[] = {
	{ "inside", 110 * MINUTE, true, 100, 120, 1 },
	{ "at the end", 120 * MINUTE, true, 100, 120, 2 },
	{ "30 minutes after", 150 * MINUTE, true, 100, 150, 2 },
	{ "a ms later", 150 * MINUTE + 1, false, 0, 0, 0 },
	{ "30 minutes before", 70 * MINUTE, true, 70, 120, 1 },
	{ "a ms earlier", 70 * MINUTE - 1, false, 0, 0, 0 },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(hits) / sizeof(hits[0]); i++) {
		struct session session = { .started = 100 * MINUTE,
			.last_activity = 120 * MINUTE, .page_views = 3,
			.exit_page = 1 };

		CHECK_CASE(hits[i].name);
		CHECK_INT(session_covers(&session, hits[i].occurred),
		    hits[i].covered);
		if (!hits[i].covered)
			continue;
		session_join(&session, hits[i].occurred, true, 2);
		CHECK_INT(session.started, hits[i].started * MINUTE);
		CHECK_INT(session.last_activity,
		    hits[i].last_activity * MINUTE);
		CHECK_INT(session.page_views, 4);
		CHECK_INT(session.exit_page, hits[i].exit_page);
		session_join(&session, hits[i].occurred, false, 9);
		CHECK_INT(session.page_views, 4);
	}
	CHECK_CASE("a day");
	struct session day = { .started = 0,
		.last_activity = 25 * 60 * MINUTE };
	CHECK(session_covers(&day, 24 * 60 * MINUTE));
	CHECK(!session_covers(&day, 24 * 60 * MINUTE + 1));
	return check_failed();
}
