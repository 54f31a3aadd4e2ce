/* transaction: how a write begins, ends and is known to have lasted. */
#ifndef TRANSACTION_H
#define TRANSACTION_H

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

#include "db.h"
#include "turnstile.h"

/*
 * Every write lies between db_begin and db_commit or db_rollback: turnstile
 * and BEGIN IMMEDIATE.  db_begin waits wait_ms at most, then DB_BUSY.
 * db_commit is true only if the rows are on disk AND the file is still the
 * one the next program will open (renamed or removed: DB_BROKEN).
 */
bool db_begin(struct db *db, int64_t wait_ms);
bool db_commit(struct db *db);
void db_rollback(struct db *db);

/* One hit inside a batch: undone alone. */
bool db_save_point(struct db *db);
bool db_release(struct db *db);
void db_undo_to_save_point(struct db *db);

/* Pages in the write-ahead log, as of our last commit, that no checkpoint of
   ours has seen. */
int db_wal_pages(struct db *db);

/*
 * Moves them into the database under the turnstile.  DB_KEEP_LOG never waits
 * for readers and writes the log from its start next time; DB_CUT_LOG empties
 * the file, for processes that do not last: each of them reads it whole.
 */
enum db_log { DB_KEEP_LOG, DB_CUT_LOG };
bool db_checkpoint(struct db *db, int64_t wait_ms, enum db_log how);

/*
 * What struct db keeps for it.  The functions below it are between db.c,
 * which knows SQLite, and transaction.c, which knows the order of things.
 */
struct transaction {
	struct turnstile turnstile;
	char wal_path[PATH_MAX];
	bool wal_known;		/* the two below were taken */
	dev_t wal_device;
	ino_t wal_inode;
	int wal_pages;
	int wal_moved;		/* of them, at the last checkpoint */
};

void transaction_init(struct transaction *transaction, const char *db_path);

struct transaction *db_transaction(struct db *db);

/* Sets what db_trouble says; always false. */
bool db_blame(struct db *db, enum db_trouble trouble);

bool db_in_transaction(struct db *db);

/* The database file is not where it was opened any more. */
bool db_moved(struct db *db);

/* A checkpoint: passive, or truncating. */
bool db_empty_log(struct db *db, enum db_log how);

#endif
