#include "traffic.h"

#include "bounds.h"
#include "census.h"
#include "db.h"
#include "leaders.h"
#include "rows.h"
#include "turnout.h"

static const int64_t hour_ms = INT64_C(60) * 60 * 1000;

/* When a visit with a hit then may have begun: late hits of a page closed
   long ago can make one longer than a day. */
static int64_t
begun(int64_t from)
{
	return from - 2 * SESSION_MAX_HOURS * hour_ms;
}

static bool
count_hits(struct db *db, const struct turnout_visit *visit,
    struct turnout *turnout)
{
	struct rows rows;
	bool fits = true;

	db_query(db, &rows, SQL_TRAFFIC_HITS, INT(visit->id));
	while (fits && rows_next(&rows))
		fits = turnout_hit(turnout, visit, rows_int(&rows, 0));
	return rows_done(&rows) && fits;
}

bool
traffic_count(struct db *db, int64_t pixel, struct turnout *turnout)
{
	const int64_t from = turnout_from(turnout);
	struct rows rows;
	bool fits = true, across;

	db_query(db, &rows, SQL_TRAFFIC_VISITS, INT(pixel), INT(begun(from)),
	    INT(from));
	while (fits && rows_next(&rows)) {
		const struct turnout_visit visit = {
			.pixel = pixel,
			.id = rows_int(&rows, 0),
			.visitor = rows_int(&rows, 1),
			.source = rows_int(&rows, 2),
			.started = rows_int(&rows, 3),
			.last_activity = rows_int(&rows, 4),
			.hits = rows_int(&rows, 5),
		};
		fits = turnout_visit(turnout, &visit, &across) &&
		    (!across || count_hits(db, &visit, turnout));
	}
	return rows_done(&rows) && fits;
}

bool
traffic_sources(struct db *db, struct arena *arena, struct turnout *turnout,
    const struct figure **out)
{
	return leaders_find(db, arena, turnout_sources(turnout),
	    SQL_REPORT_WORD, out);
}

static bool
count_pages(struct db *db, int64_t pixel, int64_t from,
    struct census *census)
{
	struct rows rows;
	bool fits = true;

	db_query(db, &rows, SQL_TRAFFIC_PAGES, INT(pixel),
	    INT(from / hour_ms));
	while (fits && rows_next(&rows))
		fits = census_hits(census, rows_int(&rows, 0), 0,
		    rows_int(&rows, 1));
	return rows_done(&rows) && fits;
}

bool
traffic_pages(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct figure **out, int64_t *pages)
{
	struct census *const census = census_open();
	size_t count = 0;
	const bool read = census != NULL &&
	    count_pages(db, pixel, from, census) &&
	    leaders_find(db, arena, census, SQL_REPORT_PAGE, out);

	if (read)
		(void)census_rank(census, &count);
	*pages = (int64_t)count;
	census_close(census);
	return read;
}

bool
traffic_visitors(struct db *db, int64_t pixel, int64_t from, int64_t *out)
{
	struct rows rows;

	db_query(db, &rows, SQL_TRAFFIC_VISITORS, INT(pixel),
	    INT(begun(from)), INT(from));
	*out = rows_next(&rows) ? rows_int(&rows, 0) : 0;
	return rows_done(&rows);
}
