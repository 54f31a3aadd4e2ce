/* tally: what became of hits, counted and noted until it is written down. */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "rejects.h"
#include "verdict.h"

struct db;
struct exchange;
struct gate;
struct pixel;
struct settings;

/* The writer's: nobody else touches it. */
struct tally {
	const struct settings *settings;
	uint32_t (*counts)[VERDICT_COUNT];	/* a row a pixel, and one for
						   those we do not know */
	struct counted {
		size_t row;
		const struct exchange *exchange;
	} batch[BATCH_MAX];			/* not committed yet */
	size_t batch_count;
	struct rejects ours, theirs;		/* the writer's, the readers' */
};

/*
 * Counters go over to where their pixels are in the new settings, which must
 * live until the next call; false when there is no memory.
 */
bool tally_take(struct tally *tally, const struct settings *fresh);

/*
 * One answered hit of the batch, which lives until that is on disk or rolled
 * back; `pixel` is of the settings, or NULL.
 */
void tally_hit(struct tally *tally, const struct pixel *pixel,
    const struct exchange *exchange);

/* The batch is on disk; or was rolled back. */
void tally_done(struct tally *tally);
void tally_undone(struct tally *tally);

/*
 * Rows of verdict_counts and rejects for all of it, with what the gate's
 * readers refused since the last time, in a transaction of its own; what
 * cannot be written now is kept.
 */
void tally_flush(struct tally *tally, struct db *db, struct gate *gate,
    int64_t now);

/* A process of one request: its rows go with the hit's own commit. */
bool tally_now(struct db *db, const struct pixel *pixel,
    const struct exchange *exchange);

#endif
