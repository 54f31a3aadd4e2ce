/* source: who sends visitors, known by host, by name or by browser. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>

/*
 * A row of data/sources.tsv or data/in_app.tsv.  Kinds: search, shopping,
 * social, video, ai, email, referral, and what is no source: payment, sign-in,
 * spam.
 */
struct source {
	const char *host;	/* or what its browser's agent holds */
	const char *name;	/* "google" */
	const char *kind;
};

/* The most exact row for a host in lower case; NULL = nobody we know. */
const struct source *source_by_host(const char *host);

/*
 * utm_source as people write it: our name, a short word for it
 * (data/source_aliases.tsv) or a host, in lower case.
 */
const struct source *source_by_name(const char *name);

/* The app whose built-in browser this is: a probable source only. */
const struct source *source_in_app(const char *user_agent);

/*
 * Visitors from there came from nowhere: they come back (payment, sign-in),
 * or nobody came at all (spam).
 */
bool source_is_none(const struct source *source);

/* Both belong to one ad platform: Google Ads pays for YouTube. */
bool source_same_platform(const char *name, const char *other);

#endif
