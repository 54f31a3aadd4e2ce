/* candidates: persons in the CRM that a lead may be, shown to choose from. */
#ifndef CANDIDATES_H
#define CANDIDATES_H

/* A line each: number, name, what fits.  `json` is match_print's, or NULL. */
void candidates_print(const char *json);

#endif
