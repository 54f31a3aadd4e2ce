/* census: visits, leads and hits counted by group, a visitor once a group. */
#ifndef CENSUS_H
#define CENSUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct census;

/* Visitors are distinct, so those of groups may sum up to more than all. */
struct census_figures {
	int64_t visitors, sessions, page_views, leads, synced, hits;
};

/* A group is any number from 0 on: an id, a day's place in a row of days. */
struct census_row {
	int64_t group;
	struct census_figures figures;
};

/* Grows with what is counted, to CENSUS_MAX; NULL when there is no memory. */
struct census *census_open(void);
void census_close(struct census *census);

/*
 * One more of a group; ids of visitors are from 1 on.  False when there is no
 * room for more.
 */
bool census_session(struct census *census, int64_t group, int64_t visitor,
    int64_t page_views);
bool census_lead(struct census *census, int64_t group, bool synced);
bool census_page(struct census *census, int64_t group, int64_t views,
    int64_t sessions);

/* Hits of a visitor, or with 0 of whoever it was; they are no visit. */
bool census_hits(struct census *census, int64_t group, int64_t visitor,
    int64_t hits);

/* Of all groups together. */
struct census_figures census_total(const struct census *census);

/* Of one group; all 0 when nothing of it was counted. */
struct census_figures census_find(const struct census *census,
    int64_t group);

/*
 * All groups, most sessions first, then most leads, page views, hits.  Ends
 * the counting; the rows are the census's.
 */
const struct census_row *census_rank(struct census *census, size_t *count);

#endif
