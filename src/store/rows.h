/* rows: what a statement finds, read one by one. */
#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sql.h"
#include "value.h"

struct db;

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
#define db_list(db, rows, sql) db_query_values((db), (rows), (sql), NULL, 0)
bool rows_next(struct rows *rows);
bool rows_null(const struct rows *rows, int column);
int64_t rows_int(const struct rows *rows, int column);	/* NULL is 0 */
const char *rows_text(const struct rows *rows, int column); /* or NULL */
const void *rows_blob(const struct rows *rows, int column, size_t *size);

/* Ends the reading, early or late; false if it failed on the way. */
bool rows_done(struct rows *rows);

#endif
