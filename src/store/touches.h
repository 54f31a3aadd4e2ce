/* touches: rows of touches, and the ends of a visitor's history of them. */
#ifndef TOUCHES_H
#define TOUCHES_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;
struct touch;
struct history;
struct visitor;

/*
 * Stores the touch unless the visitor has one of that landing.  An earlier
 * `occurred` wins, so any order of arrival gives the same row; then the
 * visitor's first, last and last non-direct are found again (not saved).
 */
bool touches_save(struct db *db, struct visitor *visitor,
    const struct touch *touch, int64_t *id);

/* The ends of the visitor's touches that occurred by then. */
bool touches_find_ends(struct db *db, int64_t visitor, int64_t by,
    struct history *out);

/* A touch's derived and raw values, text in the arena. */
bool touches_read(struct db *db, struct arena *arena, int64_t id,
    struct touch *out, bool *found);

#endif
