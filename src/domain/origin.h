/* origin: a touch's source, medium and channel from its raw values. */
#ifndef ORIGIN_H
#define ORIGIN_H

#include <stdbool.h>

struct arena;
struct touch;

/*
 * Fills in source, medium, campaign, channel (channel.h) and the rule that
 * decided; false when nothing tells where from.  The first that holds:
 *
 *	utm_source	it is there; lower case, by our name for it
 *	utm_source+ID	it is there, and a click id that proves payment on the
 *			same platform, while the medium says nothing of it
 *	ID		a click id ("gclid"), unless the referrer is a known
 *			sender of another platform: a shared link carries ids
 *	referrer	its host is a known sender (data/sources.tsv)
 *	referral	it is unknown
 *	in_app		only the browser tells: an app's own, so probably it
 *	no_source	a campaign without a source
 */
bool origin_derive(struct arena *arena, struct touch *touch,
    const char *user_agent);

#endif
