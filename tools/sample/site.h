/* site: the pages of one pixel's website. */
#ifndef SITE_H
#define SITE_H

#include <stdbool.h>
#include <stdint.h>

#include "chance.h"
#include "ways.h"

struct arena;
struct db;
struct dictionary;
struct pixel;

enum { SITES_MAX = 8, PAGES_MAX = 256 };

/* Pages that have a task of their own. */
enum { PAGE_HOME, PAGE_CONTACT, PAGE_QUOTE, PAGE_THANKS };

struct site {
	const struct pixel *pixel;
	size_t count;
	int64_t ids[PAGES_MAX];		/* pages.id */
	const char *urls[PAGES_MAX];
	struct odds landings[LANDS_ANYWHERE + 1];
	struct odds any;		/* of the next page */
};

/* What is the same for all pages of it. */
struct site_about {
	const struct pixel *pixel;
	const char *website;		/* or NULL */
	int64_t day;			/* of last use */
};

/* Within the caller's transaction: pages are added. */
bool site_open(struct site *site, struct db *db,
    struct dictionary *dictionary, struct arena *arena,
    const struct site_about *about);

/* The number of a page to begin with, or to go on with from `before`. */
size_t site_landing(const struct site *site, struct chance *chance,
    enum lands lands);
size_t site_next(const struct site *site, struct chance *chance,
    size_t before);

#endif
