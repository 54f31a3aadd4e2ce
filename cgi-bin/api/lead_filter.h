/* lead_filter: which leads a call asks for. */
#ifndef LEAD_FILTER_H
#define LEAD_FILTER_H

#include <stdbool.h>

struct inquiry;
struct purview;
struct sieve;

/*
 * By the parameters project, pixel, state, source, campaign, text, from and
 * to, and the caller's key; *out has no limit and begins at the newest.
 * False after 400 or 404.
 */
bool lead_filter_read(struct inquiry *inquiry, struct purview *purview,
    struct sieve *out);

/* Whether a lead in that state waits for a person. */
bool lead_filter_waits(const char *state);

#endif
