/* sieve: the leads that pass what is asked, newest first, page by page. */
#ifndef SIEVE_H
#define SIEVE_H

#include <stdbool.h>
#include <stdint.h>

#include "lead_line.h"

/* Where a page ends and the next one begins; all 0 = at the newest. */
struct sieve_mark {
	int64_t moment, id;
};

enum { SIEVE_STATES = 3 };

/* NULL and 0 let everything pass. */
struct sieve {
	int64_t project;
	const char *pixel;			/* its public id */
	const char *states[SIEVE_STATES];	/* any of these */
	const char *source, *campaign;	/* of the last touch, "" = none */
	const char *text;	/* in name, e-mail, phone, form; or the id */
	int64_t from, until;	/* received, ms, `until` excluded */
	bool signups;		/* those in place of leads */
	int64_t limit;		/* lines of a page */
	struct sieve_mark after;
};

struct sieve_page {
	const struct lead_line *lines;
	bool more;
	struct sieve_mark next;		/* if there are more */
};

/*
 * One page.  It looks at LEADS_LOOK_BACK rows at most: what passes may be
 * fewer than asked, even nothing, while more are to come by `next`.  Leads
 * that come in while somebody pages move none to another page, unless pages
 * go by a state and leads change it.
 */
bool sieve_read(struct db *db, struct arena *arena,
    const struct sieve *sieve, struct sieve_page *out);

/* Leads whose delivery to Pipedrive is in that state. */
struct sieve_count {
	const char *state;
	int64_t leads;
	const struct sieve_count *next;
};

/* Of states that still wait, and of failed ones; by project and pixel. */
bool sieve_count(struct db *db, struct arena *arena,
    const struct sieve *sieve, const struct sieve_count **out);

#endif
