/* lead_jobs: where a lead goes, what was tried, and what one can do. */
#ifndef LEAD_JOBS_H
#define LEAD_JOBS_H

#include <stdbool.h>

struct inbox_lead;
struct inquiry;
struct lead_line;
struct str;

/* The members `jobs` and `actions`; false: no memory. */
bool lead_jobs_say(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line, const struct inbox_lead *lead);

#endif
