#include "tour.h"

#include <stddef.h>

#include "account_desk.h"
#include "accounts.h"
#include "clock.h"
#include "outlets.h"
#include "post_desk.h"
#include "roster.h"
#include "round.h"
#include "run.h"

/* Who may have something due: an account, or a project's outlet. */
struct stop {
	struct walled whose;
	const struct account *account;	/* of pipedrive */
	const struct outlets *project;	/* of the others */
	bool due, awaited;		/* jobs; the list of persons */
};

typedef bool at_stop(struct run *run, const struct stop *stop,
    int64_t *owners);

static bool
look(struct run *run, struct stop *stop)
{
	return round_due(run, &stop->whose, &stop->due) &&
	    (stop->account == NULL || roster_due(run, stop->account->id,
	    &stop->awaited));
}

static bool
visit(struct run *run, struct stop *stop, at_stop *work, int64_t *owners)
{
	if (!look(run, stop))
		return false;
	return (!stop->due && !stop->awaited) || work(run, stop, owners);
}

static bool
visit_accounts(struct run *run, at_stop *work, int64_t *owners)
{
	static const struct account none = { .name = "-", .domain = "" };
	const struct account *account;
	struct stop nobody = { .account = &none };

	if (!accounts_list(run->db, &run->arena, &account) ||
	    !visit(run, &nobody, work, owners))
		return false;
	for (; account != NULL; account = account->next) {
		struct stop stop = { .account = account,
			.whose = { TARGET_PIPEDRIVE, account->id } };

		if (!visit(run, &stop, work, owners))
			return false;
	}
	return true;
}

static bool
visit_outlets(struct run *run, at_stop *work, int64_t *owners)
{
	const struct outlets *project;

	if (!outlets_list(run->db, &run->arena, &project))
		return false;
	for (; project != NULL; project = project->next)
		for (int i = TARGET_NEWSLETTER; i < TARGETS; i++) {
			struct stop stop = { .project = project,
				.whose = { (enum target)i,
				project->project } };

			if (!visit(run, &stop, work, owners))
				return false;
		}
	return true;
}

static bool
count(struct run *run, const struct stop *stop, int64_t *owners)
{
	(void)run;
	(void)stop;
	(*owners)++;
	return true;
}

/* What the others leave is for those who come later. */
static void
share_time(struct run *run, int64_t *owners)
{
	const int64_t now = clock_steady();
	const int64_t left = run->deadline - now;

	run->until = left <= 0 ? now : now + left / (*owners > 0 ? *owners
	    : 1);
	(*owners)--;
}

static bool
deliver(struct run *run, const struct stop *stop, int64_t *owners)
{
	/* what one reads of its map is no room of the next one's */
	const struct arena before = run->arena;
	struct account_desk at;
	struct post_desk outlet;
	bool good;

	share_time(run, owners);
	if (stop->account == NULL)
		return post_desk_open(&outlet, run, stop->project,
		    stop->whose.target) && round_go(&outlet.desk);
	good = account_desk_open(&at, run, stop->account) &&
	    (!stop->awaited || at.desk.walled || roster_read(&at)) &&
	    round_go(&at.desk);
	account_desk_close(&at);
	run->arena = before;
	return good;
}

/* Turn by turn the first: whoever is slow takes no time from all runs. */
bool
tour_go(struct run *run)
{
	int64_t owners = 0;

	if (!visit_accounts(run, count, &owners) ||
	    !visit_outlets(run, count, &owners))
		return false;
	return run->id % 2 == 0
	    ? visit_accounts(run, deliver, &owners) &&
	    visit_outlets(run, deliver, &owners)
	    : visit_outlets(run, deliver, &owners) &&
	    visit_accounts(run, deliver, &owners);
}
