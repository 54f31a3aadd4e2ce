#include "transaction.h"

#include <stdio.h>
#include <sys/stat.h>

#include "log.h"

void
transaction_init(struct transaction *transaction, const char *db_path)
{
	*transaction = (struct transaction){ .turnstile = { -1, -1 } };
	snprintf(transaction->wal_path, sizeof(transaction->wal_path),
	    "%.4000s-wal", db_path);
}

bool
db_begin(struct db *db, int64_t wait_ms)
{
	struct turnstile *turnstile = &db_transaction(db)->turnstile;

	if (!turnstile_enter(turnstile, wait_ms)) {
		log_warn("database: another writer holds it for over %lld ms",
		    (long long)wait_ms);
		return db_blame(db, DB_BUSY);
	}
	/* the turnstile is ours: this is for who takes no notice of it */
	db_set_patience(db, wait_ms);
	if (db_do(db, SQL_BEGIN))
		return true;
	turnstile_leave(turnstile);
	return false;
}

/*
 * An admin's mv or rm leaves us writing to a file nobody will open again:
 * rows would be acknowledged and lost unseen (measured, DESIGN 5).
 */
static bool
still_there(struct db *db)
{
	struct transaction *seen = db_transaction(db);
	struct stat wal;

	if (db_moved(db) || stat(seen->wal_path, &wal) != 0 ||
	    wal.st_nlink != 1)
		return false;
	if (!seen->wal_known) {
		seen->wal_known = true;
		seen->wal_device = wal.st_dev;
		seen->wal_inode = wal.st_ino;
	}
	return seen->wal_device == wal.st_dev && seen->wal_inode == wal.st_ino;
}

bool
db_commit(struct db *db)
{
	if (!db_do(db, SQL_COMMIT)) {
		db_rollback(db);
		return false;
	}
	if (!still_there(db)) {
		log_error("database: the file was moved or removed while in"
		    " use; nothing is acknowledged");
		(void)db_blame(db, DB_BROKEN);
	}
	turnstile_leave(&db_transaction(db)->turnstile);
	return db_trouble(db) == DB_FINE;
}

void
db_rollback(struct db *db)
{
	enum db_trouble cause = db_trouble(db);

	if (db_in_transaction(db))
		(void)db_do(db, SQL_ROLLBACK);
	turnstile_leave(&db_transaction(db)->turnstile);
	(void)db_blame(db, cause);
}

bool
db_save_point(struct db *db)
{
	return db_do(db, SQL_SAVE_POINT);
}

bool
db_release(struct db *db)
{
	return db_do(db, SQL_RELEASE);
}

void
db_undo_to_save_point(struct db *db)
{
	enum db_trouble cause = db_trouble(db);

	if (db_do(db, SQL_UNDO) && db_do(db, SQL_RELEASE))
		(void)db_blame(db, cause);
}

int
db_wal_pages(struct db *db)
{
	struct transaction *const transaction = db_transaction(db);

	if (transaction->wal_pages < transaction->wal_moved)
		transaction->wal_moved = 0;	/* the log began anew */
	return transaction->wal_pages - transaction->wal_moved;
}

bool
db_checkpoint(struct db *db, int64_t wait_ms, enum db_log how)
{
	struct transaction *transaction = db_transaction(db);
	bool emptied;

	if (!turnstile_enter(&transaction->turnstile, wait_ms))
		return db_blame(db, DB_BUSY);
	/* no writer can come between: only readers can hold it up */
	emptied = db_empty_log(db, how);
	turnstile_leave(&transaction->turnstile);
	/* while somebody reads the log goes on growing: once for each so many
	   pages is enough, or every commit would pay for two */
	transaction->wal_moved = transaction->wal_pages;
	return emptied;
}
