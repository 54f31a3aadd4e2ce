#include "arrivals.h"

#include "db.h"
#include "glossary.h"
#include "keeper.h"
#include "rows.h"

enum { HOUR_MS = 60 * 60 * 1000, VALUES = 5 + DIMENSION_AGENTS };

static bool
feed(struct rows *rows, struct arrival (*read)(const struct rows *),
    arrivals_each *each, void *context)
{
	bool wanted = true;

	while (wanted && rows_next(rows)) {
		const struct arrival arrival = read(rows);
		wanted = each(context, &arrival);
	}
	return rows_done(rows) && wanted;
}

/* Rows of a statement that knows the columns of visits. */
static void
query(struct db *db, struct rows *rows, enum sql sql,
    const struct arrivals_ask *ask)
{
	struct value values[VALUES] = { INT(ask->pixel), INT(ask->from),
		INT(ask->to), INT(ask->by), INT(0) };

	for (int i = 0; i < DIMENSION_AGENTS; i++)
		if (ask->filters[i] != ANYTHING) {
			values[4] = INT(1);
			values[5 + i] = INT(ask->filters[i]);
		}
	db_query_values(db, rows, sql, values, VALUES);
}

static struct arrival
read_session(const struct rows *rows)
{
	return (struct arrival){
		.at = rows_int(rows, 0),
		.id = rows_int(rows, 1),
		.agent = rows_int(rows, 2),
		.visitor = rows_int(rows, 3),
		.page_views = rows_int(rows, 4),
		.sessions = 1,
	};
}

bool
arrivals_sessions(struct db *db, const struct arrivals_ask *ask,
    arrivals_each *each, void *context)
{
	struct rows rows;

	query(db, &rows, ask->first_touch ? SQL_REPORT_SESSIONS_FIRST
	    : SQL_REPORT_SESSIONS, ask);
	return feed(&rows, read_session, each, context);
}

static struct arrival
read_lead(const struct rows *rows)
{
	return (struct arrival){
		.at = rows_int(rows, 0),
		.id = rows_int(rows, 1),
		.agent = rows_int(rows, 2),
		.synced = rows_int(rows, 3) != 0,
		.form = rows_text(rows, 4),
	};
}

bool
arrivals_leads(struct db *db, const struct arrivals_ask *ask,
    arrivals_each *each, void *context)
{
	struct rows rows;

	query(db, &rows, ask->first_touch ? SQL_REPORT_LEADS_FIRST
	    : SQL_REPORT_LEADS, ask);
	return feed(&rows, read_lead, each, context);
}

static struct arrival
read_page(const struct rows *rows)
{
	return (struct arrival){
		.id = rows_int(rows, 0),
		.page_views = rows_int(rows, 1),
		.sessions = rows_int(rows, 2),
	};
}

bool
arrivals_pages(struct db *db, const struct arrivals_ask *ask,
    arrivals_each *each, void *context)
{
	struct rows rows;

	db_query(db, &rows, SQL_REPORT_PAGES, INT(ask->pixel),
	    INT(ask->from / HOUR_MS), INT(ask->to / HOUR_MS));
	return feed(&rows, read_page, each, context);
}

bool
arrivals_agent(struct db *db, struct glossary *glossary, int64_t id,
    struct arrivals_agent *out)
{
	struct rows rows;
	bool fits = true;

	*out = (struct arrivals_agent){ .id = id };
	db_query(db, &rows, SQL_REPORT_AGENT, INT(id));
	if (rows_next(&rows))
		fits = glossary_number(glossary, rows_text(&rows, 0),
		    &out->device) && glossary_number(glossary,
		    rows_text(&rows, 1), &out->browser);
	return rows_done(&rows) && fits;
}

bool
arrivals_name(struct db *db, struct arena *arena, enum dimension_kind kind,
    int64_t id, const char **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	if (id == 0)
		return true;
	db_query(db, &rows, kind == OF_PAGES ? SQL_REPORT_PAGE
	    : SQL_REPORT_WORD, INT(id));
	if (rows_next(&rows))
		*out = keeper_text(&keeper, 0);
	return rows_done(&rows) && !keeper.failed;
}
