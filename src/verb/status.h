/* status: whether all is well, and what is not. */
#ifndef STATUS_H
#define STATUS_H

#include <stdbool.h>
#include <stdint.h>

#include "fault.h"
#include "figures.h"

struct arena;
struct config;
struct db;

struct status {
	enum status_level level;		/* the worst of its faults */
	const struct fault *faults;
	struct figures figures;
	int64_t hits;				/* stored today, UTC */
	int64_t database_bytes, log_bytes;	/* the file, its -wal */
	int64_t free_bytes;			/* of its disk, -1 = unknown */
	const char *sqlite;			/* "3.40.1" */
	bool sqlite_has_race;			/* see status.c */
};

/*
 * What can be read and judged within a millisecond: /health asks for it.
 * Without the day's counters, and so without what these would show.
 */
bool status_watch(struct db *db, struct arena *arena,
    const struct config *config, int64_t now, struct status *out);

/*
 * Reads and judges, and tells of newsletters and webhooks that nothing can be
 * sent to; false if the database failed while reading.
 */
bool status_read(struct db *db, struct arena *arena,
    const struct config *config, int64_t now, struct status *out);

/* "stored" of these figures; 0 if it is not there. */
int64_t status_count(const struct figure *figures, const char *name);

#endif
