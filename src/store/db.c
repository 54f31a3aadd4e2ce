#include "db.h"
#include "rows.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "log.h"
#include "transaction.h"

struct db {
	sqlite3 *handle;
	sqlite3_stmt *prepared[SQL_COUNT];
	struct transaction transaction;
	enum db_trouble trouble;
	int64_t deadline;	/* of clock_steady, 0 = none */
};

/* STEPS of SQLite between looks at the clock are twenty microseconds. */
enum { BUSY_MS = 2000, STEPS = 1000 };

static const char pragmas[] =
    "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;"
    "PRAGMA mmap_size = 0; PRAGMA secure_delete = ON;"
    "PRAGMA journal_size_limit = 67108864;";

/* SQLite's codes as what a caller can do about them. */
static enum db_trouble
classify(int code)
{
	if (code == SQLITE_READONLY_DBMOVED)
		return DB_BROKEN;
	switch (code & 0xff) {
	case SQLITE_OK: case SQLITE_ROW: case SQLITE_DONE:
		return DB_FINE;
	case SQLITE_CONSTRAINT: case SQLITE_TOOBIG: case SQLITE_MISMATCH:
		return DB_REFUSED;
	case SQLITE_BUSY: case SQLITE_LOCKED: case SQLITE_FULL:
	case SQLITE_READONLY: case SQLITE_NOMEM:
	case SQLITE_CANTOPEN: case SQLITE_PROTOCOL:
		return DB_BUSY;
	case SQLITE_INTERRUPT:
		return DB_LATE;
	default:
		return DB_BROKEN;
	}
}

/* Notes the outcome; a refused row is its verb's business, not the log's. */
static bool
good(struct db *db, int code, const char *what)
{
	db->trouble = classify(code);
	if (db->trouble == DB_BUSY || db->trouble == DB_BROKEN)
		log_error("database: %s: %s (%d)", what,
		    sqlite3_errmsg(db->handle), code);
	return db->trouble == DB_FINE;
}

static int
count_pages(void *context, sqlite3 *handle, const char *schema, int pages)
{
	(void)handle;
	(void)schema;
	((struct db *)context)->transaction.wal_pages = pages;
	return SQLITE_OK;
}

static void
harden(sqlite3 *handle)
{
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
	sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
	/* the turnstile is the queue; this is for an admin's sqlite3 shell */
	sqlite3_busy_timeout(handle, BUSY_MS);
}

static bool
set_up(struct db *db, const struct db_options *options)
{
	const char *sync = options->fast ? "PRAGMA synchronous = NORMAL"
	    : "PRAGMA synchronous = FULL";

	harden(db->handle);
	if (options->read_only)
		return db_script(db, "PRAGMA query_only = ON;"
		    "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY");
	return db_script(db, pragmas) && db_script(db, sync);
}

struct db *
db_open(const char *path, const struct db_options *options)
{
	int flags = options->read_only ? SQLITE_OPEN_READONLY
	    : options->create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
	    : SQLITE_OPEN_READWRITE;
	struct db *db = calloc(1, sizeof(*db));

	/* its own account of memory costs a lock per allocation */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (db == NULL)
		return NULL;
	transaction_init(&db->transaction, path);
	flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK ||
	    !set_up(db, options)) {
		log_error("cannot open the database %s: %s", path,
		    sqlite3_errmsg(db->handle));
		db_close(db);
		return NULL;
	}
	sqlite3_wal_hook(db->handle, count_pages, db);
	if (options->read_only ||
	    turnstile_open(&db->transaction.turnstile, path))
		return db;
	db_close(db);
	return NULL;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(db->prepared[i]);
	sqlite3_close(db->handle);
	turnstile_close(&db->transaction.turnstile);
	free(db);
}

static int
is_late(void *context)
{
	return clock_steady() >= ((const struct db *)context)->deadline;
}

void
db_set_deadline(struct db *db, int64_t steady_ms)
{
	db->deadline = steady_ms;
	sqlite3_progress_handler(db->handle, STEPS,
	    steady_ms == 0 ? NULL : is_late, db);
}

/* Prepared when first used, and kept. */
static sqlite3_stmt *
statement(struct db *db, enum sql sql)
{
	int code;

	if (db->prepared[sql] != NULL)
		return db->prepared[sql];
	code = sqlite3_prepare_v3(db->handle, sql_texts[sql], -1,
	    SQLITE_PREPARE_PERSISTENT, &db->prepared[sql], NULL);
	return good(db, code, sql_texts[sql]) ? db->prepared[sql] : NULL;
}

bool
db_prepare_all(struct db *db)
{
	for (int i = 0; i < SQL_COUNT; i++)
		if (statement(db, (enum sql)i) == NULL)
			return false;
	return true;
}

static int
bind_one(sqlite3_stmt *stmt, int at, const struct value *value)
{
	switch (value->type) {
	case VALUE_INT:
		return sqlite3_bind_int64(stmt, at, value->number);
	case VALUE_TEXT:
		return sqlite3_bind_text64(stmt, at, value->data, value->size,
		    SQLITE_STATIC, SQLITE_UTF8);
	case VALUE_BLOB:
		return sqlite3_bind_blob64(stmt, at, value->data, value->size,
		    SQLITE_STATIC);
	default:
		return sqlite3_bind_null(stmt, at);
	}
}

static sqlite3_stmt *
bind_all(struct db *db, enum sql sql, const struct value *values,
    size_t count)
{
	sqlite3_stmt *stmt = statement(db, sql);
	int code = SQLITE_OK;

	if (stmt == NULL)
		return NULL;
	if ((size_t)sqlite3_bind_parameter_count(stmt) != count) {
		log_error("database: %zu values for: %s", count,
		    sql_texts[sql]);
		db->trouble = DB_BROKEN;
		return NULL;
	}
	for (size_t i = 0; i < count && code == SQLITE_OK; i++)
		code = bind_one(stmt, (int)i + 1, &values[i]);
	return good(db, code, "bind") ? stmt : NULL;
}

bool
db_run_values(struct db *db, enum sql sql, const struct value *values,
    size_t count)
{
	sqlite3_stmt *stmt = bind_all(db, sql, values, count);
	int code;

	if (stmt == NULL)
		return false;
	code = sqlite3_step(stmt);
	sqlite3_reset(stmt);
	return good(db, code, sql_texts[sql]);
}

void
db_query_values(struct db *db, struct rows *rows, enum sql sql,
    const struct value *values, size_t count)
{
	*rows = (struct rows){ .db = db, .sql = sql,
		.failed = bind_all(db, sql, values, count) == NULL };
}

static sqlite3_stmt *
current(const struct rows *rows)
{
	return rows->db->prepared[rows->sql];
}

bool
rows_next(struct rows *rows)
{
	int code;

	if (rows->failed)
		return false;
	code = sqlite3_step(current(rows));
	rows->failed = !good(rows->db, code, sql_texts[rows->sql]);
	return code == SQLITE_ROW;
}

bool
rows_null(const struct rows *rows, int column)
{
	return sqlite3_column_type(current(rows), column) == SQLITE_NULL;
}

int64_t
rows_int(const struct rows *rows, int column)
{
	return sqlite3_column_int64(current(rows), column);
}

const char *
rows_text(const struct rows *rows, int column)
{
	return (const char *)sqlite3_column_text(current(rows), column);
}

const void *
rows_blob(const struct rows *rows, int column, size_t *size)
{
	const void *blob = sqlite3_column_blob(current(rows), column);

	*size = (size_t)sqlite3_column_bytes(current(rows), column);
	return blob;
}

bool
rows_done(struct rows *rows)
{
	sqlite3_reset(current(rows));	/* NULL does no harm */
	return !rows->failed;
}

int64_t
db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}

enum db_trouble
db_trouble(struct db *db)
{
	return db->trouble;
}

struct transaction *
db_transaction(struct db *db)
{
	return &db->transaction;
}

bool
db_blame(struct db *db, enum db_trouble trouble)
{
	db->trouble = trouble;
	return false;
}

bool
db_in_transaction(struct db *db)
{
	return !sqlite3_get_autocommit(db->handle);
}

void
db_set_patience(struct db *db, int64_t ms)
{
	sqlite3_busy_timeout(db->handle, ms < BUSY_MS ? (int)ms : BUSY_MS);
}

bool
db_moved(struct db *db)
{
	int moved = 0;

	sqlite3_file_control(db->handle, NULL, SQLITE_FCNTL_HAS_MOVED,
	    &moved);
	return moved != 0;
}

bool
db_empty_log(struct db *db, enum db_log how)
{
	int mode = how == DB_CUT_LOG ? SQLITE_CHECKPOINT_TRUNCATE
	    : SQLITE_CHECKPOINT_PASSIVE;
	int code;

	/* a reader in the way is not waited for: others want to write */
	sqlite3_busy_timeout(db->handle, 0);
	code = sqlite3_wal_checkpoint_v2(db->handle, NULL, mode, NULL, NULL);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	return code == SQLITE_BUSY || good(db, code, "checkpoint");
}

/* -1 when it cannot be read. */
int64_t
db_user_version(struct db *db)
{
	static const char text[] = "PRAGMA user_version";
	sqlite3_stmt *stmt = NULL;
	int64_t number = -1;

	if (good(db, sqlite3_prepare_v2(db->handle, text, -1, &stmt, NULL),
	    text) && sqlite3_step(stmt) == SQLITE_ROW)
		number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return number;
}

bool
db_script(struct db *db, const char *text)
{
	return good(db, sqlite3_exec(db->handle, text, NULL, NULL, NULL),
	    "script");
}

const char *
db_library_version(void)
{
	return sqlite3_libversion();
}

bool
db_explain(struct db *db, enum sql sql,
    void (*line)(void *context, const char *text), void *context)
{
	sqlite3_stmt *stmt = NULL;
	char *text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql_texts[sql]);
	int code = text == NULL ? SQLITE_NOMEM
	    : sqlite3_prepare_v2(db->handle, text, -1, &stmt, NULL);

	while (code == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		line(context, (const char *)sqlite3_column_text(stmt, 3));
	sqlite3_finalize(stmt);
	sqlite3_free(text);
	return good(db, code, sql_texts[sql]);
}
