/* db: the database, the only place that knows SQLite. */
#ifndef DB_H
#define DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sql.h"
#include "value.h"

struct db;

/* What the last failed call died of. */
enum db_trouble {
	DB_FINE,
	DB_REFUSED,	/* a constraint: this data, not the database */
	DB_BUSY,	/* locked, full, read-only: later, without restart */
	DB_BROKEN	/* I/O error, corrupt, moved away: stop using it */
};

struct db_options {
	bool read_only;
	bool fast;	/* durability = normal: a power cut loses the last
			   commits; a crash does not */
	bool create;	/* make the file if there is none */
};

/*
 * Opens with our pragmas (WAL, synchronous FULL, no checkpoint on commit or
 * close) and the turnstile beside it; logs and returns NULL on failure.  The
 * schema is not looked at: see schema.h.  db_close frees.
 */
struct db *db_open(const char *path, const struct db_options *options);
void db_close(struct db *db);

/* Prepares every statement at once, so that a typo stops the start. */
bool db_prepare_all(struct db *db);

/* Runs a statement that gives no rows. */
#define db_run(db, sql, ...) \
	db_run_values((db), (sql), (const struct value[]){ __VA_ARGS__ }, \
	    sizeof((const struct value[]){ __VA_ARGS__ }) / \
	    sizeof(struct value))
bool db_run_values(struct db *db, enum sql sql, const struct value *values,
    size_t count);

/* For statements without any "?". */
bool db_do(struct db *db, enum sql sql);

/*
 * Rows of a statement, one reader of one statement at a time:
 *	struct rows rows;
 *	db_query(db, &rows, SQL_X, INT(1));
 *	while (rows_next(&rows)) ... rows_int(&rows, 0) ...
 *	return rows_done(&rows);
 * Text and blobs live until the next rows_next or rows_done.
 */
struct rows {
	struct db *db;
	enum sql sql;
	bool failed;
};

#define db_query(db, rows, sql, ...) \
	db_query_values((db), (rows), (sql), \
	    (const struct value[]){ __VA_ARGS__ }, \
	    sizeof((const struct value[]){ __VA_ARGS__ }) / \
	    sizeof(struct value))
void db_query_values(struct db *db, struct rows *rows, enum sql sql,
    const struct value *values, size_t count);
void db_list(struct db *db, struct rows *rows, enum sql sql);
bool rows_next(struct rows *rows);
bool rows_null(const struct rows *rows, int column);
int64_t rows_int(const struct rows *rows, int column);	/* NULL is 0 */
double rows_real(const struct rows *rows, int column);
const char *rows_text(const struct rows *rows, int column); /* or NULL */
const void *rows_blob(const struct rows *rows, int column, size_t *size);

/* Ends the reading, early or late; false if it failed on the way. */
bool rows_done(struct rows *rows);

int64_t db_last_id(struct db *db);
int64_t db_changes(struct db *db);
enum db_trouble db_trouble(struct db *db);

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

/* Pages in the write-ahead log, as of our last commit. */
int db_wal_pages(struct db *db);

/* Moves them into the database under the turnstile. */
bool db_checkpoint(struct db *db, int64_t wait_ms);

/* Changed by another connection's commit; cheap to ask. */
int64_t db_data_version(struct db *db);

/* For schema.c only: a script of statements, in the open transaction. */
bool db_script(struct db *db, const char *text);
int64_t db_user_version(struct db *db);
bool db_set_user_version(struct db *db, int64_t version);

/* Of SQLite, "3.40.1". */
const char *db_library_version(void);

/* Each statement's plan line, for the test that refuses SCAN. */
bool db_explain(struct db *db, enum sql sql,
    void (*line)(void *context, const char *text), void *context);

#endif
