/* project_card: projects and pixels as the API tells of them. */
#ifndef PROJECT_CARD_H
#define PROJECT_CARD_H

#include <stdbool.h>

struct inquiry;
struct outlook;
struct pixel_row;
struct project;
struct str;

/* The active project, or pixel, of the path's first part that is the
   caller's; false after 404 or 503. */
bool project_asked(struct inquiry *inquiry, const struct project **out);
bool pixel_asked(struct inquiry *inquiry, const struct pixel_row **out);

/*
 * Members of an object that is open: all but a project's pixels.  False when
 * the database fails; what was written is then of no use.
 */
bool project_card(struct inquiry *inquiry, struct str *out,
    const struct project *project, const struct outlook *outlook);
bool pixel_card(struct inquiry *inquiry, struct str *out,
    const struct pixel_row *pixel, const struct project *project);

/* A list of the project's active pixels; false likewise. */
bool pixel_cards(struct inquiry *inquiry, struct str *out, const char *name,
    const struct project *project);

#endif
