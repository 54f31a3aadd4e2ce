/* browsers: what visitors surf with, their agents and their screens. */
#ifndef BROWSERS_H
#define BROWSERS_H

#include <stdbool.h>
#include <stdint.h>

#include "chance.h"

struct db;
struct dictionary;

enum { BROWSERS_MAX = 16, MONTHS_MAX = 121 };

/* An agent's row in each month, and how large its windows are. */
struct browsers {
	struct odds odds;
	int64_t agents[BROWSERS_MAX][MONTHS_MAX];	/* agents.id */
	int64_t from_ms, months;
};

/* One visitor's. */
struct browser_used {
	uint8_t kind;
	int32_t screen, viewport;	/* width * 65536 + height */
};

/* Within the caller's transaction: agents are added, yet unclassified. */
bool browsers_open(struct browsers *browsers, struct db *db,
    struct dictionary *dictionary, int64_t from_ms, int64_t until_ms);

void browsers_draw(const struct browsers *browsers, struct chance *chance,
    struct browser_used *out);

/* The agent's row at that time: browsers bring themselves up. */
int64_t browsers_agent(const struct browsers *browsers,
    const struct browser_used *used, int64_t at_ms);

#endif
