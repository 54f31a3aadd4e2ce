/* traffic: true figures of events, as the original system's routes show. */
#ifndef TRAFFIC_H
#define TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;
struct figure;

/*
 * Of a pixel's hits that occurred at `from` or later; `from` is the start of
 * a day or hour, UTC.  Events have no index by time, and 10 million of them
 * are not looked at one by one: a visit's are counted by the index of its
 * session, and their times are read only of visits that lie across an edge
 * (the start of the range, midnight).  So each figure is exact, by the time
 * the hit occurred, and costs what the visits of the range cost.
 */
struct traffic {
	int64_t events, visitors, sessions;
};
bool traffic_sum(struct db *db, int64_t pixel, int64_t from,
    struct traffic *out);

/* A day or an hour in which something occurred. */
struct traffic_slot {
	int64_t start;			/* ms */
	int64_t events, visitors;
	const struct traffic_slot *next;
};

/* The newest first. */
bool traffic_days(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct traffic_slot **out);
bool traffic_hours(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct traffic_slot **out);

/* The ten sources whose visits have most events; name NULL = direct. */
bool traffic_sources(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct figure **out);

/* The ten pages viewed most, and how many there were. */
bool traffic_pages(struct db *db, struct arena *arena, int64_t pixel,
    int64_t from, const struct figure **out, int64_t *pages);

/* Different visitors of all active pixels of a project. */
bool traffic_visitors(struct db *db, int64_t project, int64_t from,
    int64_t *out);

/* The same without the events, at a third of the cost. */
bool traffic_people(struct db *db, int64_t pixel, int64_t from,
    struct traffic *out);

#endif
