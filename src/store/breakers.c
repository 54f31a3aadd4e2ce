#include "breakers.h"

#include <stdio.h>
#include <string.h>

#include "db.h"
#include "rows.h"

static void
read_one(const struct rows *rows, struct breaker *breaker)
{
	const char *const reason = rows_text(rows, 2);

	if (!breaker_state_find(rows_text(rows, 1), &breaker->state))
		breaker->state = BREAKER_CLOSED;
	snprintf(breaker->reason, sizeof(breaker->reason), "%s",
	    reason == NULL ? "" : reason);
	breaker->failures = rows_int(rows, 3);
	breaker->opens = rows_int(rows, 4);
	breaker->opened = rows_int(rows, 5);
	breaker->open_until = rows_int(rows, 6);
}

bool
breakers_read(struct db *db, const struct walled *whose,
    struct breaker set[BREAKERS])
{
	struct rows rows;
	enum breaker_name name;

	memset(set, 0, BREAKERS * sizeof(set[0]));
	db_query(db, &rows, SQL_BREAKERS_READ,
	    TEXT(target_name(whose->target)), INT(whose->owner));
	while (rows_next(&rows))
		if (breaker_find(rows_text(&rows, 0), &name))
			read_one(&rows, &set[name]);
	return rows_done(&rows);
}

bool
breakers_write(struct db *db, const struct walled *whose,
    struct breaker set[BREAKERS])
{
	for (int i = 0; i < BREAKERS; i++) {
		struct breaker *const breaker = &set[i];
		const bool closed = breaker->state == BREAKER_CLOSED;

		if (!breaker->changed)
			continue;
		if (!db_run(db, SQL_BREAKER_WRITE,
		    TEXT(target_name(whose->target)), INT(whose->owner),
		    TEXT(breaker_name_text((enum breaker_name)i)),
		    TEXT(breaker_state_text(breaker->state)),
		    closed ? NONE : TEXT(breaker->reason),
		    INT(breaker->failures), INT(breaker->opens),
		    ID(breaker->opened), ID(breaker->open_until)))
			return false;
		breaker->changed = false;
	}
	return true;
}
