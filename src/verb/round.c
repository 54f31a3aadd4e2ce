#include "round.h"

#include "bounds.h"
#include "clock.h"
#include "desk.h"
#include "log.h"
#include "run.h"
#include "turn.h"

static bool
has_time(struct run *run)
{
	if (clock_steady() < run->until)
		return true;
	run->cut_short = true;
	return false;
}

/* Says once a round what keeps leads waiting. */
static void
say_stop(const struct desk *desk, const char *why, bool *said)
{
	if (!*said)
		log_warn("%s: %s; it goes on by and by, tomorrow (UTC) at"
		    " the latest", desk->name, why);
	*said = true;
}

/*
 * The oldest first, but each fifth time the newest, so that no backlog keeps
 * today's leads from being delivered; only those when the backlog's share of
 * the budget is spent.
 */
static void
choose(struct desk *desk, int claims, struct jobs_asked *asked, bool *said)
{
	const bool lets = desk_lets(desk);
	const char *const fresh = desk_stop(desk, BUDGET_FRESH);
	const char *const backlog = desk_stop(desk, BUDGET_BACKLOG);

	*asked = (struct jobs_asked){ .target = desk->whose.target,
		.owner = desk->whose.owner,
		.now = clock_now(&desk->run->clock),
		.newest = claims % CLAIMS_TO_NEWEST == CLAIMS_TO_NEWEST - 1 };
	if (desk->whose.owner == 0)
		return;
	asked->only_off = !lets || fresh != NULL;
	if (lets && backlog != NULL) {
		say_stop(desk, fresh != NULL ? fresh : backlog, said);
		asked->newest = true;
		asked->due_since = asked->now - BACKLOG_AFTER_MS;
	}
}

static bool
deliver_all(struct desk *desk)
{
	struct run *const run = desk->run;
	struct turn turn = { .desk = desk };
	bool found, said = false;

	for (int claims = 0; has_time(run); claims++) {
		struct jobs_asked asked;

		choose(desk, claims, &asked, &said);
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
	const struct jobs_asked asked = { .target = desk->whose.target,
		.owner = desk->whose.owner, .now = clock_now(&run->clock) };
	struct turn turn = { .desk = desk };
	struct job_row last = { .job.due = INT64_MIN };
	bool found;

	while (has_time(run) && (asked.owner == 0 || desk_lets(desk))) {
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

bool
round_go(struct desk *desk)
{
	return desk->run->dry ? preview_all(desk) : deliver_all(desk);
}

bool
round_due(struct run *run, const struct walled *whose, bool *found)
{
	const struct jobs_asked asked = { .target = whose->target,
		.owner = whose->owner, .now = clock_now(&run->clock) };
	struct job_row row;

	return jobs_next(run->db, &asked, &row, found);
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
