/* schema: the shape of the database, its version and its migrations. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

struct db;

enum { SCHEMA_VERSION = 5 };

/* schema.sql and the steps to it (migration_N.sql), embedded. */
extern const char schema_text[];
extern const char migration_2[];
extern const char migration_3[];
extern const char migration_4[];
extern const char migration_5[];

/* Creates everything in one transaction in an empty database. */
bool schema_create(struct db *db);

/*
 * Brings an older database up by ordered steps, each its own transaction;
 * true if it now is of SCHEMA_VERSION.
 */
bool schema_upgrade(struct db *db);

/*
 * True if the database is exactly of our version.  Otherwise logs what to do
 * (run `leadpixel init`, or install the newer leadpixel).
 */
bool schema_fits(struct db *db);

#endif
