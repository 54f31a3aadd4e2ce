/* purge: nothing that looks like a robot's is kept for longer than promised. */
#ifndef PURGE_H
#define PURGE_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/*
 * Erases the suspects of more than SUSPECT_DAYS, SUSPECTS_ERASED at most, in
 * a transaction of its own with a line in the audit log.  False when the
 * database failed: nothing was erased then.
 */
bool purge_suspects(struct db *db, int64_t now, int *count);

#endif
