/* classify: agents that the collector stored get their browser and system. */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include <stdbool.h>

struct run;

/*
 * Before anything is delivered, so that records are completed with it:
 * AGENTS_PER_RUN at most, in transactions of AGENTS_SLICE, those of older
 * tables too.  Opens the tables only when there is something to do; that they
 * cannot be opened is logged and keeps no lead back.  False when the database
 * failed.
 */
bool classify_agents(struct run *run);

#endif
