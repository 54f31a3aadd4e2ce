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
	DB_LATE,	/* past the deadline of db_set_deadline */
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

/*
 * From that moment of clock_steady on every statement ends with DB_LATE,
 * which is not logged; 0 = none.  For connections that answer somebody.
 */
void db_set_deadline(struct db *db, int64_t steady_ms);

/* How long BEGIN waits for a writer that is not of ours: 2 s at most. */
void db_set_patience(struct db *db, int64_t ms);

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
#define db_do(db, sql) db_run_values((db), (sql), NULL, 0)

int64_t db_last_id(struct db *db);
int64_t db_changes(struct db *db);
enum db_trouble db_trouble(struct db *db);

/* For schema.c only: a script of statements, in the open transaction. */
bool db_script(struct db *db, const char *text);
int64_t db_user_version(struct db *db);

/* Of SQLite, "3.40.1". */
const char *db_library_version(void);

/* Each statement's plan line, for the test that refuses SCAN. */
bool db_explain(struct db *db, enum sql sql,
    void (*line)(void *context, const char *text), void *context);

#endif
