/* lead_page: one lead and all that became of it, on a page. */
#ifndef LEAD_PAGE_H
#define LEAD_PAGE_H

#include <stdint.h>

struct arena;
struct report;

/* For people: who, from where, what they did, what stands in the CRM, why,
   and what one can do. */
void lead_page_print(const struct report *report, int64_t now);

/* For scripts; an exit code. */
int lead_page_answer(const struct report *report, struct arena *arena,
    int64_t now);

#endif
