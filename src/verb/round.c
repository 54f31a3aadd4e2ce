#include "round.h"

#include "accounts.h"
#include "clock.h"
#include "desk.h"
#include "run.h"
#include "turn.h"

static bool
has_time(struct run *run)
{
	run->out_of_time = clock_steady() >= run->until;
	return !run->out_of_time;
}

static bool
deliver_all(struct desk *desk)
{
	struct run *const run = desk->run;
	struct turn turn = { .desk = desk };
	bool found;

	while (has_time(run)) {
		const struct jobs_asked asked = {
			.account = desk->account->id,
			.now = clock_now(&run->clock),
			.only_off = !desk_lets(desk) && desk->account->id != 0,
		};

		if (!jobs_next(run->db, &asked, &turn.row, &found))
			return false;
		if (!found)
			return true;
		if (!turn_deliver(&turn))
			return false;
	}
	return true;
}

/* Nothing is claimed: from one job to the next by its place in the queue. */
static bool
preview_all(struct desk *desk)
{
	struct run *const run = desk->run;
	const struct jobs_asked asked = { .account = desk->account->id,
		.now = clock_now(&run->clock) };
	struct turn turn = { .desk = desk };
	struct job_row last = { .job.due = INT64_MIN };
	bool found;

	while (has_time(run) && (asked.account == 0 || desk_lets(desk))) {
		if (!jobs_after(run->db, &asked, &last, &turn.row, &found))
			return false;
		if (!found)
			return true;
		if (!turn_preview(&turn))
			return false;
		last = turn.row;
	}
	return true;
}

static bool
anything_due(struct run *run, const struct account *account, bool *found)
{
	const struct jobs_asked asked = { .account = account->id,
		.now = clock_now(&run->clock) };
	struct job_row row;

	return jobs_next(run->db, &asked, &row, found);
}

bool
round_go(struct run *run, const struct account *account)
{
	struct desk desk;
	bool found, good;

	if (!anything_due(run, account, &found))
		return false;
	if (!found)
		return true;
	good = desk_open(&desk, run, account) &&
	    (run->dry ? preview_all(&desk) : deliver_all(&desk));
	desk_close(&desk);
	return good;
}

bool
round_adopt(struct run *run)
{
	struct job_row row;
	bool found;

	if (!jobs_orphan(run->db, &row, &found))
		return false;
	while (found)
		if (!turn_adopt(run, &row) ||
		    !jobs_orphan(run->db, &row, &found))
			return false;
	return true;
}
