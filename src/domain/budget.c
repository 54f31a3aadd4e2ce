#include "budget.h"

#include <stddef.h>

#include "bounds.h"

enum { DAY_MS = 24 * 60 * 60 * 1000 };

/* More than any company has, and its percents by seconds still count. */
static const int64_t limit_max = INT64_C(1) << 40;

static int64_t
company_tokens(const struct budget *budget, const struct budget_terms *terms)
{
	return budget->day_limit > 0 ? budget->day_limit
	    : terms->daily_tokens;
}

int64_t
budget_share(const struct budget *budget, const struct budget_terms *terms)
{
	return company_tokens(budget, terms) * terms->share / 100;
}

/*
 * A quarter at once, the rest as the day goes on: a morning's junk must not
 * take what the evening's leads need.
 */
static int64_t
backlog_share(int64_t share, int64_t now)
{
	return share / 4 + share * 3 / 4 * (now % DAY_MS / 1000) /
	    (DAY_MS / 1000);
}

const char *
budget_stop(const struct budget *budget, const struct budget_terms *terms,
    enum budget_use use, int64_t now)
{
	const int64_t company = company_tokens(budget, terms);
	const int64_t share = budget_share(budget, terms);
	const bool today = budget->day == now / DAY_MS;
	const int64_t spent = today ? budget->tokens : 0;

	if (today && budget->day_left >= 0 &&
	    budget->day_left < company * BUDGET_FLOOR / 100)
		return "the company's day is nearly spent";
	if (spent >= share)
		return "its share of the day is spent";
	if (use == BUDGET_LIST && today &&
	    budget->list_tokens + BUDGET_LIST_CALL > BUDGET_LISTS)
		return "its lists of the day are spent";
	if (use != BUDGET_FRESH && spent >= backlog_share(share, now))
		return "its share of the day until now is spent";
	if (use != BUDGET_FRESH && budget->run_tokens >= share / 4)
		return "its share of a run is spent";
	return NULL;
}

static void
turn_day(struct budget *budget, int64_t now)
{
	if (budget->day == now / DAY_MS)
		return;
	budget->day = now / DAY_MS;
	budget->tokens = budget->list_tokens = 0;
	budget->day_left = -1;
}

void
budget_spend(struct budget *budget, int64_t tokens, enum budget_use use,
    int64_t now)
{
	turn_day(budget, now);
	budget->tokens += tokens;
	budget->run_tokens += tokens;
	if (use == BUDGET_LIST)
		budget->list_tokens += tokens;
}

void
budget_told(struct budget *budget, int64_t limit, int64_t left, int64_t now)
{
	turn_day(budget, now);
	if (limit >= BUDGET_LIMIT_LEAST && limit <= limit_max)
		budget->day_limit = limit;
	if (left >= 0)
		budget->day_left = left;
}
