/* ledgers: rows of what the calls to each account have cost. */
#ifndef LEDGERS_H
#define LEDGERS_H

#include <stdbool.h>
#include <stdint.h>

#include "budget.h"

struct db;

/* An account that was never called begins with nothing spent. */
bool ledgers_read(struct db *db, int64_t account, struct budget *out);
bool ledgers_write(struct db *db, int64_t account,
    const struct budget *budget);

#endif
