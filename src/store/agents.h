/* agents: rows of user agents, for whoever classifies them. */
#ifndef AGENTS_H
#define AGENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"

struct agent;
struct arena;
struct db;

/* A row to be classified; texts in the arena, hints NULL = none. */
struct agent_row {
	int64_t id;
	const char *user_agent, *hints;
};

/* Those that an older version classified, or none; AGENTS_SLICE at most. */
bool agents_stale(struct db *db, struct arena *arena, int64_t version,
    struct agent_row rows[AGENTS_SLICE], size_t *count);

/* In the caller's transaction. */
bool agents_save(struct db *db, int64_t id, const struct agent *agent,
    int64_t version);

#endif
