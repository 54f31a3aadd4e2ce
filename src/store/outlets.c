#include "outlets.h"

#include <stddef.h>

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

static struct outlets *
keep(struct keeper *keeper)
{
	struct outlets *const outlets = keeper_take(keeper, sizeof(*outlets));

	if (outlets == NULL)
		return NULL;
	*outlets = (struct outlets){
		.project = rows_int(keeper->rows, 0),
		.name = keeper_string(keeper, 1),
		.time_zone = keeper_string(keeper, 2),
		.active = rows_int(keeper->rows, 3) != 0,
		.newsletter = keeper_string(keeper, 4),
		.newsletter_url = keeper_string(keeper, 5),
		.newsletter_param = keeper_string(keeper, 6),
		.newsletter_dates = keeper_string(keeper, 7),
		.webhook_url = keeper_string(keeper, 8),
	};
	return outlets;
}

/* The rows of either statement, in their order. */
static bool
read_all(struct rows *rows, struct arena *arena, const struct outlets **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct outlets *const outlets = keep(&keeper);
		if (outlets == NULL)
			break;
		*out = outlets;
		out = &outlets->next;
	}
	return rows_done(rows) && !keeper.failed;
}

bool
outlets_list(struct db *db, struct arena *arena, const struct outlets **out)
{
	struct rows rows;

	db_list(db, &rows, SQL_OUTLETS_LIST);
	return read_all(&rows, arena, out);
}

bool
outlets_read(struct db *db, struct arena *arena, int64_t project,
    const struct outlets **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_OUTLETS_READ, INT(project));
	return read_all(&rows, arena, out);
}

/* Absence is NULL (schema.sql). */
static struct value
address_value(const char *url)
{
	return *url == '\0' ? NONE : TEXT(url);
}

bool
outlets_change(struct db *db, const struct outlets *outlets)
{
	return db_run(db, SQL_OUTLETS_CHANGE, TEXT(outlets->newsletter),
	    address_value(outlets->newsletter_url),
	    TEXT(outlets->newsletter_param), TEXT(outlets->newsletter_dates),
	    address_value(outlets->webhook_url), INT(outlets->project));
}
