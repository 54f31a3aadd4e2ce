/* Counting by group, against the plainest way to do it. */
#include <stdlib.h>

#include "census.h"
#include "check.h"

enum { GROUPS = 40, VISITORS = 3000, VISITS = 60000 };

/* The same numbers in each run. */
static uint32_t
draw(uint64_t *state, uint32_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (uint32_t)(*state >> 33) % below;
}

static void
check_same(struct census_figures got, struct census_figures want)
{
	CHECK_INT(got.visitors, want.visitors);
	CHECK_INT(got.sessions, want.sessions);
	CHECK_INT(got.page_views, want.page_views);
	CHECK_INT(got.leads, want.leads);
	CHECK_INT(got.synced, want.synced);
	CHECK_INT(got.hits, want.hits);
}

/* What was counted, kept in full. */
struct plain {
	bool met[GROUPS + 1][VISITORS];	/* the last row is of all */
	struct census_figures figures[GROUPS + 1];
};

static void
note(struct plain *plain, size_t row, size_t visitor, int64_t views)
{
	struct census_figures *const figures = &plain->figures[row];

	figures->visitors += !plain->met[row][visitor];
	plain->met[row][visitor] = true;
	figures->sessions++;
	figures->page_views += views;
}

static void
visit_at_random(struct census *census, struct plain *plain)
{
	uint64_t state = 7;

	for (int i = 0; i < VISITS; i++) {
		const uint32_t group = draw(&state, GROUPS);
		const uint32_t visitor = draw(&state, VISITORS);
		const uint32_t views = draw(&state, 5);
		const bool synced = draw(&state, 2) != 0;

		CHECK(census_session(census, 1000 * (int64_t)group,
		    visitor + 1, views));
		note(plain, group, visitor, views);
		note(plain, GROUPS, visitor, views);
		if (views != 0)
			continue;
		CHECK(census_lead(census, 1000 * (int64_t)group, synced));
		plain->figures[group].leads++;
		plain->figures[group].synced += synced;
		plain->figures[GROUPS].leads++;
		plain->figures[GROUPS].synced += synced;
	}
}

static void
check_rank(struct census *census, const struct plain *plain)
{
	size_t count;
	const struct census_row *const rows = census_rank(census, &count);

	CHECK_INT(count, GROUPS);
	for (size_t i = 0; i < count; i++) {
		CHECK(i == 0 || rows[i - 1].figures.sessions >=
		    rows[i].figures.sessions);
		check_same(rows[i].figures,
		    plain->figures[rows[i].group / 1000]);
		check_same(census_find(census, rows[i].group),
		    rows[i].figures);
	}
}

static void
test_random(void)
{
	struct plain *const plain = calloc(1, sizeof(*plain));
	struct census *const census = census_open();

	CHECK(plain != NULL && census != NULL);
	if (plain == NULL || census == NULL)
		return;
	visit_at_random(census, plain);
	check_same(census_total(census), plain->figures[GROUPS]);
	for (int i = 0; i < GROUPS; i++)
		check_same(census_find(census, 1000 * i), plain->figures[i]);
	check_same(census_find(census, 999), (struct census_figures){ 0 });
	check_rank(census, plain);
	census_close(census);
	free(plain);
}

/* Many groups, of one visitor each and of one visitor altogether. */
static void
test_growth(void)
{
	struct census *const census = census_open();
	struct census_figures total;

	CHECK(census != NULL);
	if (census == NULL)
		return;
	for (int64_t i = 0; i < 100000; i++)
		CHECK(census_session(census, i, i + 2, 1));
	for (int64_t i = 0; i < 1000; i++)
		CHECK(census_session(census, i, 1, 1));
	total = census_total(census);
	CHECK_INT(total.visitors, 100001);
	CHECK_INT(total.sessions, 101000);
	for (int64_t i = 0; i < 100000; i++)
		CHECK_INT(census_find(census, i).visitors,
		    i < 1000 ? 2 : 1);
	census_close(census);
}

static void
test_order(void)
{
	static const int64_t want[] = { 5, 3, 4, 1, 2 };
	struct census *const census = census_open();
	const struct census_row *rows;
	size_t count;

	CHECK(census != NULL);
	if (census == NULL)
		return;
	CHECK(census_page(census, 2, 9, 0));	/* ties: the lower id */
	CHECK(census_page(census, 1, 9, 0));
	CHECK(census_lead(census, 4, false));
	CHECK(census_session(census, 5, 1, 1));
	CHECK(census_lead(census, 3, true));
	CHECK(census_page(census, 3, 1, 0));
	rows = census_rank(census, &count);
	CHECK_INT(count, 5);
	for (size_t i = 0; i < count && i < 5; i++)
		CHECK_INT(rows[i].group, want[i]);
	check_same(census_total(census), (struct census_figures){
		.visitors = 1, .sessions = 1, .page_views = 20, .leads = 2,
		.synced = 1 });
	census_close(census);
}

/* Hits make visitors, but no visits; those of nobody make neither. */
static void
test_hits(void)
{
	struct census *const census = census_open();
	const struct census_row *rows;
	size_t count;

	CHECK(census != NULL);
	if (census == NULL)
		return;
	CHECK(census_hits(census, 3, 1, 2));
	CHECK(census_hits(census, 3, 1, 4));
	CHECK(census_hits(census, 4, 1, 1));
	CHECK(census_hits(census, 4, 2, 1));
	CHECK(census_hits(census, 0, 0, 9));
	check_same(census_find(census, 3), (struct census_figures){
		.visitors = 1, .hits = 6 });
	check_same(census_find(census, 4), (struct census_figures){
		.visitors = 2, .hits = 2 });
	check_same(census_find(census, 0), (struct census_figures){
		.hits = 9 });
	check_same(census_total(census), (struct census_figures){
		.visitors = 2, .hits = 17 });
	rows = census_rank(census, &count);
	CHECK_INT(count, 3);
	CHECK_INT(rows[0].group, 0);
	CHECK_INT(rows[2].group, 4);
	census_close(census);
}

int
main(void)
{
	test_random();
	test_growth();
	test_order();
	test_hits();
	return check_failed();
}
