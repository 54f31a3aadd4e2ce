/* wish: the body of a call that makes or changes a project or pixel. */
#ifndef WISH_H
#define WISH_H

#include <stdbool.h>

#include "amend.h"

struct inquiry;

/* Whether the body has no other members than these words; false after 400. */
bool wish_has_only(struct inquiry *inquiry, const char *words);

/* {name, configuration: {...}}; false after 400, which names the member. */
bool wish_project(struct inquiry *inquiry, struct project_wish *out);

/* {name, website_url, allowed_hosts}, or configuration.domains of those. */
bool wish_pixel(struct inquiry *inquiry, struct pixel_wish *out);

#endif
