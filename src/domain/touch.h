/* touch: where a visit came from, decided from its landing. */
#ifndef TOUCH_H
#define TOUCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "param.h"

struct arena;

/* NULL = not there; raw and derived never mix. */
struct touch {
	int64_t landed;			/* the browser's stamp: its name */
	int64_t occurred;		/* ms UTC, our clock */
	const char *landing_url;	/* with known parameters only */
	const char *referrer;		/* only from outside the site */
	const char *raw[PARAMS];
	const char *other;		/* further ids: JSON object */
	const char *source, *medium, *campaign, *channel;	/* derived */
	const char *rule;		/* what decided them, see origin.h */
	const char *referrer_host;
	bool by_referrer;		/* the parameters are its query's */
};

/* Raw values already known: from the body of the original's script. */
struct touch_given {
	const char *raw[PARAMS];
};

/* How a visit began: what a touch is read from. */
struct touch_landing {
	const char *url;		/* absolute http(s), or NULL */
	const char *referrer;		/* the same, or android-app://... */
	const char *user_agent;		/* or NULL: an app's browser tells */
	const struct touch_given *given;	/* or NULL */
};

/*
 * The touch of a landing: parameters from `given` and the address, which tell
 * of the same visit; only if neither has any, from the referrer's query:
 * fields of two touches are never mixed.  False when there is no signal: no
 * campaign parameter, no click id, no outside referrer, no app's browser.
 * Payment and sign-in pages, from which people come back, and spam hosts are
 * no referrer.  out->landed and occurred are the caller's and stay.
 */
bool touch_read(struct arena *arena, const struct touch_landing *landing,
    struct touch *out);

/* The host of a referrer as it is stored, without "www."; NULL = none. */
const char *touch_referrer_host(struct arena *arena, const char *referrer);

/* The referrer was a site of the same project: false if nothing is left. */
bool touch_without_referrer(struct arena *arena, struct touch *touch);

/*
 * Adds the project's own parameters (blank-separated, lower case) of the
 * landing to `other` and to the landing address.  They are a signal too: a
 * landing without any other becomes a touch by them (`is_touch` was false).
 * True if there is a touch now; done once more, it changes nothing.
 */
bool touch_add_custom(struct arena *arena, const char *custom,
    const struct touch_landing *landing, bool is_touch, struct touch *touch);

#endif
