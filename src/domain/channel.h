/* channel: source, medium and channel derived from a touch's raw values. */
#ifndef CHANNEL_H
#define CHANNEL_H

struct touch;

/*
 * Fills in source, medium, campaign, channel and the rule that decided.  In
 * order: utm_source; a click id; the referrer's host (data/referrers.tsv);
 * else a referral.  Channel names are GA4's default channel group
 * (support.google.com/analytics/answer/9756891) plus "AI Assistant".
 */
void channel_derive(struct touch *touch);

#endif
