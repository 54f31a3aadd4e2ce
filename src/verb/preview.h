/* preview: what a delivery would do, told on standard output. */
#ifndef PREVIEW_H
#define PREVIEW_H

#include <stdint.h>

#include "job.h"

struct applied;
struct change_list;

/* "lead 12 -> person 3", then a line a field: key, old -> new. */
void preview_changes(int64_t lead, int64_t person,
    const struct change_list *changes);

/* "lead 12: skipped crm_off", unless preview_changes said it all. */
void preview_end(int64_t lead, enum job_state state,
    const struct applied *end);

/* A lead that would be posted to whoever is called that. */
void preview_post(int64_t lead, const char *receiver, const char *body);

#endif
