/* ledgers: rows of what the calls to each account have cost. */
#ifndef LEDGERS_H
#define LEDGERS_H

#include <stdbool.h>
#include <stdint.h>

#include "budget.h"

struct arena;
struct db;

/* An account that was never called begins with nothing spent. */
bool ledgers_read(struct db *db, int64_t account, struct budget *out);

/* All accounts that were called; linked by `next`. */
struct ledger {
	const char *account;		/* its name */
	struct budget budget;
	const struct ledger *next;
};
bool ledgers_list(struct db *db, struct arena *arena,
    const struct ledger **out);

bool ledgers_write(struct db *db, int64_t account,
    const struct budget *budget);

#endif
