/* outlet_page: a project's newsletter and webhook, in plain words. */
#ifndef OUTLET_PAGE_H
#define OUTLET_PAGE_H

struct order;
struct outlets;
struct str;

/* With what is still missing, so that something could be sent. */
void outlet_page_print(const struct order *order,
    const struct outlets *outlets, const char *privacy);

/* The same as members of a JSON object. */
void outlet_page_answer(const struct order *order,
    const struct outlets *outlets, struct str *out);

#endif
