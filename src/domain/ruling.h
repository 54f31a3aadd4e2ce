/* ruling: what becomes of a hit, decided before anything is written. */
#ifndef RULING_H
#define RULING_H

#include <stdbool.h>

#include "suspect.h"
#include "verdict.h"

struct hit;

/* DESIGN 10; chosen with the project, without a silent default. */
enum privacy { PRIVACY_IDENTIFIED, PRIVACY_CONSENT, PRIVACY_ANONYMOUS };

/* What a form's submissions are: by what they hold, or by hand. */
enum treated { TREATED_AUTO, TREATED_LEAD, TREATED_EVENT };

/* What the hit itself does not say. */
struct circumstances {
	enum privacy privacy;
	bool gpc;		/* the browser refuses: Sec-GPC, or DNT where
				   the project heeds it */
	enum agent_tells agent;
	enum treated treated;	/* of its form */
	bool image;
	bool host_allowed;	/* the page is on one of the pixel's hosts */
};

struct ruling {
	enum verdict verdict;	/* stored, test, suspect lead: to be written;
				   any other: that is the answer */
	bool write;
	bool identify;		/* the visitor may be told from others */
	bool lead;
	const char *suspect;	/* why (suspect.h), or NULL */
	const char *anonymous;	/* why it may not: gpc, anonymous, refused,
				   not_given; NULL = it may */
	const char *detail;	/* why not, for the owner; NULL = the user
				   agent says it, or there is nothing to say */
};

/* Words for ruling.anonymous; NULL for what is none of it. */
const char *ruling_anonymous_words(const char *why);

/* This visitor may be told from others; the agent does not count here. */
bool ruling_identifies(const struct hit *hit,
    const struct circumstances *about);

/*
 * A page view of a robot is counted only; a lead is always kept, at worst as
 * suspect.  Without the right to identify, other hits are counted only and a
 * lead is kept without history.  An image may be loaded from anywhere, so
 * one of a foreign host is flagged and not stored.
 */
struct ruling ruling_of(const struct hit *hit,
    const struct circumstances *about);

#endif
