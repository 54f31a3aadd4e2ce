/* channel: the group of sources a visit counts to. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <stdbool.h>

/*
 * GA4's default channel group in its order
 * (support.google.com/analytics/answer/9756891), with "AI Assistant" before
 * Organic Search; "Unassigned" if none holds.  Source and medium in lower
 * case, `kind` of the source (source.h) or "", campaign or NULL.
 */
const char *channel_of(const char *source, const char *kind,
    const char *medium, const char *campaign);

/* ^(.*cp.*|ppc|retargeting|paid.*)$: the medium says that somebody paid. */
bool channel_is_paid(const char *medium);

/* A touch that only says "typed in": utm_source=(direct). */
bool channel_is_direct(const char *channel);

#endif
