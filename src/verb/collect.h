/* collect: from a request of the script or the image to rows and an answer. */
#ifndef COLLECT_H
#define COLLECT_H

#include <stdbool.h>

#include "arena.h"
#include "committer.h"
#include "health.h"
#include "tally.h"

struct bot;
struct clock;
struct config;
struct dictionary;
struct exchange;
struct gate;
struct geoip;
struct limiter;
struct settings;

/* Made by the door; collect_open fills in what needs the database. */
struct collector {
	const struct config *config;
	const struct clock *clock;
	struct limiter *limiter;
	struct gate *gate;
	struct geoip *geoip;		/* NULL = no geo database */
	bool once;			/* a process of one request */

	/* the writer's: nobody else touches them */
	struct settings *settings;
	struct dictionary *dictionary;
	struct bot *bot;
	struct tally tally;
	struct health health;
	struct arena scratch;		/* a lead's record is built here */
};

/* Opens the database of the configuration, its settings and memories. */
bool collect_open(void *collector, struct db **db);

/*
 * POST /api/track, any thread: parses and cleans.  True: to be saved; false:
 * refused, the answer names the field.
 */
bool collect_post(void *collector, struct exchange *exchange);

/*
 * POST /lp/l, where a flood of hits keeps no lead out: what is no lead counts
 * as a hit here too.
 */
bool collect_lead_post(void *collector, struct exchange *exchange);

/*
 * POST /lp/x: asks for the parameter that hands the visitor over to another
 * site of the project (handover.h); the body is that of a page view.
 */
bool collect_handover(void *collector, struct exchange *exchange);

/* GET pixel.gif, any thread; HEAD is answered and stores nothing. */
bool collect_image(void *collector, struct exchange *exchange);

/* The writer's thread, inside its transaction: decides, writes, answers. */
enum saved collect_save(void *collector, struct db *db,
    struct exchange *exchange);

/* The writer's rows are on disk; or were rolled back. */
void collect_done(void *collector);
void collect_undone(void *collector);

/* Once a second: new settings, counters to their table. */
void collect_tick(void *collector, struct db *db);

/* The process ends: the counters. */
void collect_end(void *collector, struct db *db);

#endif
