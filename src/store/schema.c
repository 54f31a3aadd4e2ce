#include "schema.h"

#include <stddef.h>
#include <stdio.h>

#include "bounds.h"
#include "db.h"
#include "hash.h"
#include "log.h"
#include "transaction.h"

/*
 * Step i brings version i to i + 1.  A step never changes once released;
 * schema.sql always is the sum of all of them (tested).
 */
static const char *const steps[] = {
	NULL,		/* 0 -> 1: the first schema.sql */
	migration_2,
	migration_3,
	migration_4,
	migration_5,
};

_Static_assert(sizeof(steps) / sizeof(steps[0]) == SCHEMA_VERSION,
    "each version has its step");

static bool
set_version(struct db *db, int64_t version)
{
	char text[64];

	snprintf(text, sizeof(text), "PRAGMA user_version = %lld",
	    (long long)version);
	return db_script(db, text);
}

static bool
make_settings(struct db *db)
{
	unsigned char secrets[2][HASH_SIZE];

	hash_random(secrets, sizeof(secrets));
	return db_run(db, SQL_SETTINGS_MADE, BLOB(secrets[0], HASH_SIZE),
	    BLOB(secrets[1], HASH_SIZE));
}

/* One transaction: `change`, the new version, commit. */
static bool
step(struct db *db, const char *change, int64_t version, bool fresh)
{
	if (!db_begin(db, LOCK_WAIT_MS))
		return false;
	if (db_script(db, change) && (!fresh || make_settings(db)) &&
	    set_version(db, version))
		return db_commit(db);
	db_rollback(db);
	return false;
}

bool
schema_create(struct db *db)
{
	return step(db, schema_text, SCHEMA_VERSION, true);
}

bool
schema_upgrade(struct db *db)
{
	int64_t version = db_user_version(db);

	while (version > 0 && version < SCHEMA_VERSION) {
		if (!step(db, steps[version], version + 1, false))
			return false;
		version++;
	}
	return version == SCHEMA_VERSION;
}

bool
schema_fits(struct db *db)
{
	int64_t version = db_user_version(db);

	if (version == SCHEMA_VERSION)
		return true;
	if (version < 0)
		log_error("the database cannot be read: does this user have"
		    " the right to write it?");
	else if (version == 0)
		log_error("the database is empty: run `leadpixel init`");
	else if (version < SCHEMA_VERSION)
		log_error("the database has version %lld, this program needs"
		    " %d: run `leadpixel init` to bring it up",
		    (long long)version, SCHEMA_VERSION);
	else
		log_error("the database has version %lld, this program knows"
		    " %d: install the newer leadpixel", (long long)version,
		    SCHEMA_VERSION);
	return false;
}
