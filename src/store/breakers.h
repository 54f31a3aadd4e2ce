/* breakers: the rows that keep them from one run to the next. */
#ifndef BREAKERS_H
#define BREAKERS_H

#include <stdbool.h>
#include <stdint.h>

#include "breaker.h"
#include "target.h"

struct db;

/* Before whom they stand: an account of pipedrive, a project of others. */
struct walled {
	enum target target;
	int64_t owner;			/* crm_accounts.id, projects.id */
};

/* All of an owner's; those without a row are closed. */
bool breakers_read(struct db *db, const struct walled *whose,
    struct breaker set[BREAKERS]);

/* Writes the changed ones, which then are no longer changed. */
bool breakers_write(struct db *db, const struct walled *whose,
    struct breaker set[BREAKERS]);

#endif
