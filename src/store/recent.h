/* recent: the newest hits, stored or not, each with its verdict. */
#ifndef RECENT_H
#define RECENT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/* Text may be NULL where nothing is known. */
struct recent_hit {
	int64_t received;
	const char *pixel, *time_zone;
	const char *verdict;		/* "stored", or that of a reject */
	const char *detail;		/* of a reject */
	const char *type;		/* of a stored hit; NULL = pageview */
	const char *page;		/* of a stored hit, its address */
	const char *source, *medium;	/* of its visit; NULL = direct */
	bool stored, lead;
	struct recent_hit *next;
};

struct recent_asked {
	int64_t project;		/* 0 = all, and what is nobody's */
	const char *pixel;		/* its public id, NULL = all */
	int64_t last;			/* how many */
};

/*
 * The newest, newest first.  Looks back over 2000 stored hits and what is
 * kept of the others.
 */
bool recent_read(struct db *db, struct arena *arena,
    const struct recent_asked *asked, struct recent_hit **out);

#endif
