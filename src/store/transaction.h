/* transaction: how a write begins, ends and is known to have lasted. */
#ifndef TRANSACTION_H
#define TRANSACTION_H

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

#include "db.h"
#include "turnstile.h"

/*
 * What struct db keeps for it.  The functions that everybody calls (db_begin
 * and so on) are declared in db.h; these below are between db.c, which knows
 * SQLite, and transaction.c, which knows the order of things.
 */
struct transaction {
	struct turnstile turnstile;
	char wal_path[PATH_MAX];
	bool wal_known;		/* the two below were taken */
	dev_t wal_device;
	ino_t wal_inode;
	int wal_pages;
};

void transaction_init(struct transaction *transaction, const char *db_path);

struct transaction *db_transaction(struct db *db);

/* Sets what db_trouble says; always false. */
bool db_blame(struct db *db, enum db_trouble trouble);

bool db_in_transaction(struct db *db);

/* The database file is not where it was opened any more. */
bool db_moved(struct db *db);

/* A passive checkpoint. */
bool db_empty_log(struct db *db);

#endif
