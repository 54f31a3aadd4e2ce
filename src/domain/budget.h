/* budget: how many of a company's daily tokens we may spend, and on what. */
#ifndef BUDGET_H
#define BUDGET_H

#include <stdbool.h>
#include <stdint.h>

/* Of one account; what is kept of it across runs. */
struct budget {
	int64_t day;			/* days since 1970 UTC, of these: */
	int64_t tokens, list_tokens;	/* spent by us; lists in both */
	int64_t day_limit;		/* the company's, 0 = never told */
	int64_t day_left;		/* ... told last this day, -1 = not */
	int64_t list_due, list_since;	/* ms UTC */
	int64_t run_tokens;		/* spent since it was read */
};

/* The operator's. */
struct budget_terms {
	int64_t daily_tokens;		/* where the company's are not told */
	int64_t share;			/* percent of them that is ours */
};

/* What tokens are for. */
enum budget_use {
	BUDGET_FRESH,			/* a lead of the last minutes */
	BUDGET_BACKLOG,			/* what has been waiting */
	BUDGET_LIST			/* persons changed lately */
};

/* Who stands in the way, in words; NULL = nobody. */
const char *budget_stop(const struct budget *budget,
    const struct budget_terms *terms, enum budget_use use, int64_t now);

/* Our share of a day. */
int64_t budget_share(const struct budget *budget,
    const struct budget_terms *terms);

/* Counts what was spent; a new day begins at 0. */
void budget_spend(struct budget *budget, int64_t tokens, enum budget_use use,
    int64_t now);

/* What an answer's headers said of the company's day; -1 = nothing. */
void budget_told(struct budget *budget, int64_t limit, int64_t left,
    int64_t now);

#endif
