#include "purge.h"

#include "bounds.h"
#include "db.h"
#include "log.h"
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

bool
purge_suspects(struct db *db, int64_t now)
{
	struct suspect_row suspect;
	bool found;
	int count;

	/* most runs find none, and need not write */
	if (!find(db, now, &suspect, &found))
		return false;
	if (!found)
		return true;
	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (!erase(db, now, &count)) {
		db_rollback(db);
		return false;
	}
	if (!db_commit(db))
		return false;
	log_info("erased %d suspects of more than %d days", count,
	    SUSPECT_DAYS);
	return true;
}
