/* health: whether hits can be stored now. */
#ifndef HEALTH_H
#define HEALTH_H

#include <stdbool.h>

#include "committer.h"

struct db;
struct exchange;

/*
 * GET /health, any thread: 200 or 503 by the outcome of the writer's last
 * commit; when that is older than five seconds, true: a probe is to be
 * written.  `context` is the collector.
 */
bool health_read(void *context, struct exchange *exchange);

/* The probe: a row is really written; failing, the writer answers busy. */
enum saved health_probe(struct db *db, struct exchange *exchange);

#endif
