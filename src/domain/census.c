#include "census.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"

enum {
	SLOTS_FIRST = 16 * 1024,	/* half of them used before it grows */
	VISITOR_BITS = 40		/* of a pair; its row lies above */
};

/*
 * Numbers but 0, by open addressing.  Nobody outside can choose our ids, so
 * nobody can make them meet.
 */
struct table {
	uint64_t *slots;
	unsigned int bits;		/* 2^bits slots */
	size_t used;
};

struct census {
	/* Rows with a visitor, found by the visitor: most come to one group,
	   so one look is all that a visit costs. */
	struct table pairs;
	struct table groups;		/* row + 1, found by its group */
	struct census_row *rows;
	struct census_figures total;
	bool ranked;
};

static bool
table_open(struct table *table, unsigned int bits)
{
	*table = (struct table){ .bits = bits,
		.slots = calloc((size_t)1 << bits, sizeof(*table->slots)) };
	return table->slots != NULL;
}

/* Where a search begins: the golden ratio spreads what is dense. */
static size_t
place(const struct table *table, uint64_t number)
{
	return (size_t)(number * UINT64_C(0x9E3779B97F4A7C15) >>
	    (64 - table->bits));
}

static size_t
next(const struct table *table, size_t at)
{
	return (at + 1) & (((size_t)1 << table->bits) - 1);
}

static bool
is_full(const struct table *table)
{
	return 2 * table->used >= (size_t)1 << table->bits;
}

static uint64_t
visitor_of(uint64_t pair)
{
	return pair & ((UINT64_C(1) << VISITOR_BITS) - 1);
}

/* The slot of a pair, or the empty one for it; *known: so is its visitor. */
static uint64_t *
find_pair(const struct table *pairs, uint64_t pair, bool *known)
{
	size_t at = place(pairs, visitor_of(pair));

	*known = false;
	while (pairs->slots[at] != 0 && pairs->slots[at] != pair) {
		*known |= visitor_of(pairs->slots[at]) == visitor_of(pair);
		at = next(pairs, at);
	}
	return &pairs->slots[at];
}

static bool
grow(struct table *pairs)
{
	const struct table old = *pairs;
	bool known;

	if (old.used >= CENSUS_MAX || !table_open(pairs, old.bits + 1)) {
		*pairs = old;
		return false;
	}
	pairs->used = old.used;
	for (size_t i = 0; i < (size_t)1 << old.bits; i++)
		if (old.slots[i] != 0)
			*find_pair(pairs, old.slots[i], &known) =
			    old.slots[i];
	free(old.slots);
	return true;
}

/* The same for rows, which are found by what they are of. */
static uint64_t *
find_group(const struct census *census, int64_t group)
{
	const struct table *const groups = &census->groups;
	size_t at = place(groups, (uint64_t)group);

	while (groups->slots[at] != 0 &&
	    census->rows[groups->slots[at] - 1].group != group)
		at = next(groups, at);
	return &groups->slots[at];
}

static void
index_rows(struct census *census)
{
	memset(census->groups.slots, 0, sizeof(*census->groups.slots) <<
	    census->groups.bits);
	for (size_t i = 0; i < census->groups.used; i++)
		*find_group(census, census->rows[i].group) = i + 1;
}

/* More slots, and rows for the half of them that may be used. */
static bool
open_rows(struct census *census, unsigned int bits)
{
	const size_t room = ((size_t)1 << bits) / 2;
	struct census_row *const rows = room > CENSUS_MAX ? NULL
	    : realloc(census->rows, room * sizeof(*rows));
	const struct table old = census->groups;

	if (rows == NULL)
		return false;
	census->rows = rows;
	if (!table_open(&census->groups, bits)) {
		census->groups = old;
		return false;
	}
	census->groups.used = old.used;
	free(old.slots);
	index_rows(census);
	return true;
}

struct census *
census_open(void)
{
	struct census *const census = calloc(1, sizeof(*census));
	unsigned int bits = 0;

	while ((size_t)1 << bits < SLOTS_FIRST)
		bits++;
	if (census != NULL && table_open(&census->pairs, bits) &&
	    open_rows(census, bits))
		return census;
	census_close(census);
	return NULL;
}

void
census_close(struct census *census)
{
	if (census == NULL)
		return;
	free(census->pairs.slots);
	free(census->groups.slots);
	free(census->rows);
	free(census);
}

/* The row of a group, made when there is none; NULL without room. */
static struct census_row *
take(struct census *census, int64_t group)
{
	uint64_t *slot = find_group(census, group);

	assert(!census->ranked);
	if (*slot != 0)
		return &census->rows[*slot - 1];
	if (is_full(&census->groups)) {
		if (!open_rows(census, census->groups.bits + 1))
			return NULL;
		slot = find_group(census, group);
	}
	*slot = ++census->groups.used;
	census->rows[*slot - 1] = (struct census_row){ .group = group };
	return &census->rows[*slot - 1];
}

/* Notes a visitor in a group; false when there is no room for more. */
static bool
meet(struct census *census, struct census_row *row, int64_t visitor)
{
	const uint64_t pair = (uint64_t)visitor |
	    (uint64_t)(row - census->rows) << VISITOR_BITS;
	bool known;
	uint64_t *const slot = find_pair(&census->pairs, pair, &known);

	assert(visitor > 0 && visitor_of(pair) == (uint64_t)visitor);
	if (*slot != 0)
		return true;
	*slot = pair;
	census->pairs.used++;
	row->figures.visitors++;
	census->total.visitors += !known;
	return !is_full(&census->pairs) || grow(&census->pairs);
}

bool
census_session(struct census *census, int64_t group, int64_t visitor,
    int64_t page_views)
{
	struct census_row *const row = take(census, group);

	if (row == NULL || !meet(census, row, visitor))
		return false;
	row->figures.sessions++;
	row->figures.page_views += page_views;
	census->total.sessions++;
	census->total.page_views += page_views;
	return true;
}

bool
census_lead(struct census *census, int64_t group, bool synced)
{
	struct census_row *const row = take(census, group);

	if (row == NULL)
		return false;
	row->figures.leads++;
	row->figures.synced += synced;
	census->total.leads++;
	census->total.synced += synced;
	return true;
}

bool
census_page(struct census *census, int64_t group, int64_t views,
    int64_t sessions)
{
	struct census_row *const row = take(census, group);

	if (row == NULL)
		return false;
	row->figures.page_views += views;
	row->figures.sessions += sessions;
	census->total.page_views += views;
	census->total.sessions += sessions;
	return true;
}

bool
census_hits(struct census *census, int64_t group, int64_t visitor,
    int64_t hits)
{
	struct census_row *const row = take(census, group);

	if (row == NULL || (visitor != 0 && !meet(census, row, visitor)))
		return false;
	row->figures.hits += hits;
	census->total.hits += hits;
	return true;
}

struct census_figures
census_total(const struct census *census)
{
	return census->total;
}

struct census_figures
census_find(const struct census *census, int64_t group)
{
	const uint64_t row = *find_group(census, group);
	struct census_figures figures = { 0 };

	if (row != 0)
		figures = census->rows[row - 1].figures;
	return figures;
}

static int
by_size(int64_t a, int64_t b)
{
	return (a < b) - (a > b);
}

/* The group ends each tie, so that the same figures give the same order. */
static int
compare(const void *a, const void *b)
{
	const struct census_row *const one = a, *const other = b;
	int order = by_size(one->figures.sessions, other->figures.sessions);

	if (order == 0)
		order = by_size(one->figures.leads, other->figures.leads);
	if (order == 0)
		order = by_size(one->figures.page_views,
		    other->figures.page_views);
	if (order == 0)
		order = by_size(one->figures.hits, other->figures.hits);
	return order != 0 ? order : by_size(other->group, one->group);
}

const struct census_row *
census_rank(struct census *census, size_t *count)
{
	census->ranked = true;
	*count = census->groups.used;
	qsort(census->rows, *count, sizeof(*census->rows), compare);
	index_rows(census);
	return census->rows;
}
