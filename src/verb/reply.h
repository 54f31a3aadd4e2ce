/* reply: what a collector's answer says and sets. */
#ifndef REPLY_H
#define REPLY_H

#include <stdbool.h>

#include "committer.h"
#include "verdict.h"

struct config;
struct exchange;
struct hit;
struct ruling;
struct visit;

/*
 * The answer to a stored or duplicate hit, with the fields of the original
 * (original-system.md 1.2).  The visitor's token goes into a first-party
 * cookie where the browser says the request stays on its site, else into the
 * body, never both (DESIGN 7); into neither when it may not be kept.
 */
void reply_stored(struct exchange *exchange, const struct config *config,
    const struct hit *hit, const struct visit *visit,
    const struct ruling *ruling);

/* The parameter that hands a visitor over, "lp_x=...". */
void reply_handover(struct exchange *exchange, const char *parameter);

/* A further message of a known lead; `moved`: its form state went up. */
void reply_upgraded(struct exchange *exchange, bool moved);

/* An answer without rows; always SAVED. */
enum saved reply_plain(struct exchange *exchange, enum verdict verdict);

/* This hit's own data could not be written. */
void reply_refused(struct exchange *exchange);

#endif
