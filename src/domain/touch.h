/* touch: where a visit came from, decided from its landing. */
#ifndef TOUCH_H
#define TOUCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* The raw parameters that have a column each, in the table's order. */
enum touch_param {
	UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN, UTM_CONTENT, UTM_TERM, UTM_ID,
	UTM_SOURCE_PLATFORM, UTM_CREATIVE_FORMAT, UTM_MARKETING_TACTIC,
	GCLID, GBRAID, WBRAID, DCLID, FBCLID, MSCLKID, TTCLID, TWCLID,
	LI_FAT_ID, SC_CLICK_ID,
	CAMPAIGN_REGION, AD_GROUP, AD_ID, SEARCH_QUERY,
	TOUCH_PARAMS
};

/* The parameter of that name; TOUCH_PARAMS = none of ours. */
enum touch_param touch_param_find(const char *name, size_t size);

/* "utm_source"; the name in addresses, bodies, records and columns. */
const char *touch_param_name(enum touch_param param);

/* NULL = not there; raw and derived never mix. */
struct touch {
	int64_t landed;			/* the browser's stamp: its name */
	int64_t occurred;		/* ms UTC, our clock */
	const char *landing_url;	/* with known parameters only */
	const char *referrer;		/* only from outside the site */
	const char *raw[TOUCH_PARAMS];
	const char *source, *medium, *campaign, *channel;	/* derived */
	const char *rule;		/* what decided them */
	const char *referrer_host;
};

/* Raw values already known: from the body of the original's script. */
struct touch_given {
	const char *raw[TOUCH_PARAMS];
};

/*
 * The touch of a landing: parameters from `given` and the address, which tell
 * of the same visit; only if neither has any, from the referrer's query:
 * fields of two touches are never mixed.  False when there is
 * no signal: no campaign parameter, no click id, no outside referrer.
 * Addresses must be absolute http(s) or NULL.  landed and occurred are the
 * caller's.
 */
bool touch_read(struct arena *arena, const char *landing_url,
    const char *referrer, const struct touch_given *given,
    struct touch *out);

/* Where a stored touch stands in a visitor's history. */
struct touch_place {
	int64_t id, landed, occurred;
	bool direct;
};

/* The ends of that history; id 0 = none. */
struct touch_ends {
	struct touch_place first, last, last_nondirect;
};

/*
 * Takes in one touch after the other, in any order, from all zero: the ends
 * are decided by occurred, then landed.
 */
void touch_ends_add(struct touch_ends *ends,
    const struct touch_place *place);

#endif
