/* What a day may cost, and who goes first when it gets short. */
#include "budget.h"
#include "check.h"

static const int64_t hour = INT64_C(3600) * 1000;
static const int64_t today = INT64_C(20000) * 24 * 3600 * 1000;
static const struct budget_terms terms = { .daily_tokens = 40000,
	.share = 25 };

static const struct {
	const char *name;
	struct budget budget;
	int64_t hours;			/* into the day */
	bool fresh, backlog, list;	/* may go */
} cases[] = {
	{ "nothing yet", { .day_left = -1 }, 0, true, true, true },
	{ "a quarter at once", { .day = 20000, .tokens = 2499,
	    .day_left = -1 }, 0, true, true, true },
	{ "no more of a backlog at midnight", { .day = 20000,
	    .tokens = 2500, .day_left = -1 }, 0, true, false, false },
	{ "but at noon", { .day = 20000, .tokens = 2500, .day_left = -1 },
	    12, true, true, true },
	{ "all of ours", { .day = 20000, .tokens = 10000, .day_left = -1 },
	    23, false, false, false },
	{ "yesterday's", { .day = 19999, .tokens = 10000, .day_left = 0 },
	    1, true, true, true },
	{ "the company's is nearly spent", { .day = 20000,
	    .day_left = 7999 }, 12, false, false, false },
	{ "just not", { .day = 20000, .day_left = 8000 }, 12, true, true,
	    true },
	{ "a smaller company than said", { .day = 20000, .day_limit = 1000,
	    .tokens = 250, .day_left = -1 }, 23, false, false, false },
	{ "lists of the day", { .day = 20000, .list_tokens = 1491,
	    .tokens = 1491, .day_left = -1 }, 12, true, true, false },
	{ "one list more", { .day = 20000, .list_tokens = 1490,
	    .tokens = 1490, .day_left = -1 }, 12, true, true, true },
	{ "a run's share", { .day = 20000, .run_tokens = 2500,
	    .day_left = -1 }, 20, true, false, false },
};

static bool
goes(const struct budget *budget, enum budget_use use, int64_t now)
{
	return budget_stop(budget, &terms, use, now) == NULL;
}

static void
test_days(void)
{
	struct budget budget = { .day_left = -1 };

	budget_spend(&budget, 20, BUDGET_BACKLOG, today);
	budget_spend(&budget, 10, BUDGET_LIST, today);
	budget_told(&budget, 50000, 70, today);
	CHECK_INT(budget.tokens, 30);
	CHECK_INT(budget.list_tokens, 10);
	CHECK_INT(budget_share(&budget, &terms), 12500);
	budget_told(&budget, -1, -1, today);
	CHECK_INT(budget.day_left, 70);
	budget_spend(&budget, 1, BUDGET_FRESH, today + 24 * hour);
	CHECK_INT(budget.tokens, 1);
	CHECK_INT(budget.list_tokens, 0);
	CHECK_INT(budget.day_left, -1);
	CHECK_INT(budget.day_limit, 50000);
	CHECK_INT(budget.run_tokens, 31);
	/* no company's: nothing is counted with it */
	budget_told(&budget, INT64_MAX, INT64_MAX, today + 24 * hour);
	CHECK_INT(budget.day_limit, 50000);
	CHECK_INT(budget_share(&budget, &terms), 12500);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const int64_t now = today + cases[i].hours * hour;

		CHECK_CASE(cases[i].name);
		CHECK_INT(goes(&cases[i].budget, BUDGET_FRESH, now),
		    cases[i].fresh);
		CHECK_INT(goes(&cases[i].budget, BUDGET_BACKLOG, now),
		    cases[i].backlog);
		CHECK_INT(goes(&cases[i].budget, BUDGET_LIST, now),
		    cases[i].list);
	}
	CHECK_CASE(NULL);
	test_days();
	return check_failed();
}
