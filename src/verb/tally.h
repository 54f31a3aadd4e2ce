/* tally: what became of hits, counted until it is written down. */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "verdict.h"

struct db;
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
		enum verdict verdict;
	} batch[BATCH_MAX];			/* not committed yet */
	size_t batch_count;
};

/*
 * Counters go over to where their pixels are in the new settings, which must
 * live until the next call; false when there is no memory.
 */
bool tally_take(struct tally *tally, const struct settings *fresh);

/* One hit of the batch; `pixel` is of the settings, or NULL. */
void tally_hit(struct tally *tally, const struct pixel *pixel,
    enum verdict verdict);

/* The batch is on disk; or was rolled back. */
void tally_done(struct tally *tally);
void tally_undone(struct tally *tally);

/*
 * Rows of verdict_counts for all of it, with what the gate's readers refused
 * since the last time, in a transaction of its own; what cannot be written
 * now is kept.
 */
void tally_flush(struct tally *tally, struct db *db, struct gate *gate,
    int64_t now);

/* A process of one request: the counter goes with the hit's own commit. */
bool tally_now(struct db *db, const struct pixel *pixel,
    enum verdict verdict, int64_t now);

#endif
