#include "purge.h"

#include <stdio.h>

#include "audit.h"
#include "bounds.h"
#include "db.h"
#include "suspects.h"
#include "transaction.h"

static const int64_t kept_ms = (int64_t)SUSPECT_DAYS * 24 * 3600 * 1000;

/* The oldest, if its days are over. */
static bool
find(struct db *db, int64_t now, struct suspect_row *out, bool *found)
{
	if (!suspects_next(db, out, found))
		return false;
	*found = *found && out->created < now - kept_ms;
	return true;
}

static bool
erase(struct db *db, int64_t now, int *count)
{
	struct suspect_row suspect;
	bool found;

	for (*count = 0; *count < SUSPECTS_ERASED; (*count)++) {
		if (!find(db, now, &suspect, &found))
			return false;
		if (!found)
			return true;
		if (!suspects_erase(db, &suspect, now))
			return false;
	}
	return true;
}

static bool
note(struct db *db, int64_t now, int count)
{
	char detail[64];
	const struct audit audit = { .at = now, .actor = "leadpixel-sync",
		.action = "purge suspects", .detail = detail };

	snprintf(detail, sizeof(detail), "%d of more than %d days", count,
	    SUSPECT_DAYS);
	return audit_add(db, &audit);
}

bool
purge_suspects(struct db *db, int64_t now, int *count)
{
	struct suspect_row suspect;
	bool found;

	/* most runs find none, and need not write */
	*count = 0;
	if (!find(db, now, &suspect, &found))
		return false;
	if (!found)
		return true;
	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (erase(db, now, count) && note(db, now, *count))
		return db_commit(db);
	db_rollback(db);
	return false;
}
