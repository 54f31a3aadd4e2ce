/* counts: page views by hour and verdicts by day, added up for a slice. */
#ifndef COUNTS_H
#define COUNTS_H

#include <stdbool.h>
#include <stdint.h>

#include "chance.h"
#include "site.h"
#include "verdict.h"

struct db;

enum {
	SLICE_HOURS = 24,	/* in which visits of one slice begin */
	STAY_HOURS = 6,		/* a visit is over by then */
	COUNT_HOURS = SLICE_HOURS + STAY_HOURS + 1,
	COUNT_DAYS = 3
};

struct counts {
	int64_t first_hour;		/* since 1970 UTC */
	struct page_count {
		uint32_t views, sessions;
	} pages[COUNT_HOURS][SITES_MAX][PAGES_MAX];
	int64_t verdicts[COUNT_DAYS][SITES_MAX][VERDICT_COUNT];
};

/* Empties it for a slice that begins in that hour. */
void counts_begin(struct counts *counts, int64_t hour);

/* A page view of that page; `first`: the session began with it. */
void counts_page(struct counts *counts, int64_t at_ms, size_t site,
    size_t page, bool first);

/* A hit, and now and then one that was not stored beside it. */
void counts_hit(struct counts *counts, struct chance *chance, int64_t at_ms,
    size_t site, enum verdict verdict);

/* Adds all to the tables, in the caller's transaction. */
bool counts_save(const struct counts *counts, struct db *db,
    const struct site *sites, size_t site_count);

#endif
