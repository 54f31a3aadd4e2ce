/* world: what all parts of one made-up history share. */
#ifndef WORLD_H
#define WORLD_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "browsers.h"
#include "chance.h"
#include "clock.h"
#include "counts.h"
#include "desk_map.h"
#include "guests.h"
#include "places.h"
#include "projects.h"
#include "site.h"
#include "ways.h"

struct config;
struct db;
struct settings;

/* What is asked for. */
struct order {
	const char *project;
	int64_t sessions, events, leads, days;
	uint64_t seed;
	int64_t until;			/* ms UTC: nothing is later */
};

struct world {
	const struct order *order;
	const struct config *config;
	struct clock clock;
	struct db *db;
	struct settings *settings;
	const struct project *project;
	struct arena keep;		/* for the whole run */
	struct arena arena;		/* for one lead */
	struct chance chance;
	struct ways ways;
	struct browsers browsers;
	struct places places;
	struct guests guests;
	struct counts counts;
	struct site sites[SITES_MAX];
	size_t site_count;
	struct odds site_odds;
	struct desk_map map;		/* what is written to the CRM */
	int32_t persons;		/* who ever wrote */
};

/* The project with its active pixels; false, said why, without them. */
bool world_open(struct world *world);

/* Fills in what visits are made of; within the caller's transaction. */
bool world_furnish(struct world *world);

/* Agents get their browser and system; outside of any transaction. */
bool world_classify(struct world *world);

void world_close(struct world *world);

#endif
