/* rehearsal: what a lead would write, without a lead and without writing. */
#ifndef REHEARSAL_H
#define REHEARSAL_H

#include "apply.h"
#include "errand.h"

struct project;

/*
 * Looks the person of that address up as a delivery does, and prints on
 * standard output what an invented lead would change there.  Reading calls
 * only; neither a row nor a person changes.  `end` is what came of it.
 */
enum errand_end rehearsal_go(struct errand *errand,
    const struct project *project, const char *email, struct applied *end);

#endif
