/* receive: a hit of a known pixel, from what is decided to rows and answer. */
#ifndef RECEIVE_H
#define RECEIVE_H

#include "committer.h"

struct arena;
struct config;
struct db;
struct dictionary;
struct exchange;
struct hit;
struct limiter;
struct pixel;
struct settings;

/* All that it needs; the writer's own. */
struct reception {
	struct db *db;
	struct dictionary *dictionary;
	const struct config *config;
	struct limiter *limiter;
	const struct settings *settings;
	const struct pixel *pixel;	/* active, and may send from there */
	struct arena *scratch;		/* a lead's record is built here */
	struct exchange *exchange;
	struct hit *hit;
};

/* Inside the writer's transaction: decides (ruling.h), writes, answers. */
enum saved receive(const struct reception *reception);

#endif
