/* fate: what became of a lead's delivery. */
#ifndef FATE_H
#define FATE_H

#include <stdbool.h>

#include "cron_runs.h"

struct enquiry;
struct world;

/*
 * Writes the lead's record, its one job, and the calls that were made for it,
 * by its age and the project's rules.  Leads come in the order of receipt.
 */
bool fate_write(const struct enquiry *enquiry, struct cron_runs *runs,
    struct world *world);

#endif
