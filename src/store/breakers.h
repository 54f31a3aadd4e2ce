/* breakers: the rows that keep them from one run to the next. */
#ifndef BREAKERS_H
#define BREAKERS_H

#include <stdbool.h>
#include <stdint.h>

#include "breaker.h"

struct db;

/* All of an account; those without a row are closed. */
bool breakers_read(struct db *db, int64_t account,
    struct breaker set[BREAKERS]);

/* Writes the changed ones, which then are no longer changed. */
bool breakers_write(struct db *db, int64_t account,
    struct breaker set[BREAKERS]);

#endif
