/* leaders: the ten groups of a census that have most hits. */
#ifndef LEADERS_H
#define LEADERS_H

#include <stdbool.h>

#include "sql.h"

struct arena;
struct census;
struct db;
struct figure;

/*
 * The most hits first, then by name, NULL before any: the name of group 0,
 * which is what is absent.  `naming` has the name of an id; a group without
 * one is left out.  Ends the counting of the census.
 */
bool leaders_find(struct db *db, struct arena *arena, struct census *census,
    enum sql naming, const struct figure **out);

#endif
