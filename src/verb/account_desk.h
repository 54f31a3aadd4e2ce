/* account_desk: a Pipedrive account's part of a run. */
#ifndef ACCOUNT_DESK_H
#define ACCOUNT_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "change.h"
#include "desk.h"

struct account;
struct crm;
struct crm_answer;
struct crm_call;

struct account_desk {
	struct desk desk;		/* the first: a turn has no other */
	const struct account *account;	/* id 0 = of jobs without one */
	struct change_target targets[CHANGES_MAX];
	size_t count;
	int64_t map_version;
	struct crm *crm;		/* NULL: no call can be made */
	struct budget budget;
	bool refused;			/* a field was, by name */
	char name[96];
};

/*
 * Reads breakers, map and token.  What stands in the way of calls is logged
 * and noted on the run; the desk is walled then.  False when the database
 * failed.  account_desk_close frees, in any case.
 */
bool account_desk_open(struct account_desk *at, struct run *run,
    const struct account *account);

/*
 * A call of no lead, counted and noted.  False where it did not go through:
 * the breakers know it by then.
 */
bool account_desk_call(struct account_desk *at, const struct crm_call *call,
    enum budget_use use, struct crm_answer *answer);

void account_desk_close(struct account_desk *at);

#endif
