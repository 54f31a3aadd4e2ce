/* traffic: true figures of events, as the original system's routes show. */
#ifndef TRAFFIC_H
#define TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;
struct figure;
struct turnout;

/*
 * Tells the turnout of a pixel's hits.  Events have no index by time, and 10
 * million of them are not looked at one by one: a visit knows how many it
 * has, and their times are read only of visits that lie across an edge.  So
 * each figure is exact, by the time the hit occurred, and costs what one
 * reading of the range's visits costs.  False when the database failed, or
 * the turnout has no room.
 */
bool traffic_count(struct db *db, int64_t pixel, struct turnout *turnout);

/* The ten sources with most hits; name NULL = direct.  Ends the counting. */
bool traffic_sources(struct db *db, struct arena *arena,
    struct turnout *turnout, const struct figure **out);

/* The ten pages viewed most since `from`, and how many there were. */
bool traffic_pages(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct figure **out, int64_t *pages);

/* Different visitors with a hit since `from`, where no more is asked. */
bool traffic_visitors(struct db *db, int64_t pixel, int64_t from,
    int64_t *out);

#endif
