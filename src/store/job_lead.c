#include "job_lead.h"

#include <string.h>

#include "arena.h"
#include "db.h"
#include "hash.h"
#include "keeper.h"
#include "log.h"
#include "rows.h"

static const int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;

/* The words of the schema's CHECK. */
static enum crm_mode
mode_of(const char *text)
{
	return strcmp(text, "on") == 0 ? CRM_ON
	    : strcmp(text, "watch") == 0 ? CRM_WATCH : CRM_OFF;
}

static const unsigned char *
keep_key(struct keeper *keeper, int column)
{
	size_t size;
	const void *const key = rows_blob(keeper->rows, column, &size);
	unsigned char *const out = key == NULL || size != HASH_SIZE ? NULL
	    : keeper_take(keeper, HASH_SIZE);

	if (out != NULL)
		memcpy(out, key, HASH_SIZE);
	return out;
}

bool
job_lead_read(struct db *db, struct arena *arena, int64_t submission,
    struct job_lead *out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	db_query(db, &rows, SQL_JOB_LEAD, INT(submission));
	const bool found = rows_next(&rows);
	if (found)
		*out = (struct job_lead){
			.received = rows_int(&rows, 0),
			.email = keeper_text(&keeper, 1),
			.phone = keeper_text(&keeper, 2),
			.record = keeper_string(&keeper, 3),
			.complete = rows_int(&rows, 4) != 0,
			.form_failed = strcmp(rows_text(&rows, 5),
			    "failed") == 0,
			.test = rows_int(&rows, 6) != 0,
			.crm = rows_int(&rows, 8) == 0 ? CRM_OFF
			    : mode_of(rows_text(&rows, 7)),
			.first_name = keeper_text(&keeper, 9),
			.last_name = keeper_text(&keeper, 10),
			.person_key = keep_key(&keeper, 11),
			.no_history = keeper_text(&keeper, 12),
			.weak_write = strcmp(rows_text(&rows, 13),
			    "write") == 0,
			.patience_ms = rows_int(&rows, 14) * day_ms,
			.keep_back = rows_int(&rows, 15) != 0,
			.zone = keeper_string(&keeper, 16),
		};
	if (!rows_done(&rows))
		return false;
	if (!found || keeper.failed)
		log_error("lead %lld cannot be read: %s",
		    (long long)submission,
		    found ? "it is too large" : "its row is gone");
	return found && !keeper.failed;
}
