/* lead_page: all that is known of one lead, as the API shows it. */
#ifndef LEAD_PAGE_H
#define LEAD_PAGE_H

#include <stdbool.h>

struct inquiry;
struct lead_line;

/* The lead that part 0 of the path numbers, or names by its lead_id; false
   after 404 or 503. */
bool lead_page_find(struct inquiry *inquiry, const struct lead_line **out);

/* Answers with it, as it stands in the database now. */
void lead_page_say(struct inquiry *inquiry, const struct lead_line *line);

#endif
