#include "turn.h"

#include <string.h>

#include "breakers.h"
#include "db.h"
#include "desk.h"
#include "log.h"
#include "moves.h"
#include "persons.h"
#include "preview.h"
#include "record.h"
#include "run.h"
#include "transaction.h"

/*
 * A record is completed when its job leaves `held`.  A lead of which it
 * cannot be is delivered as frozen at receipt: it must not stop all others.
 */
static bool
complete_record(struct turn *turn)
{
	struct run *const run = turn->desk->run;
	const int64_t submission = turn->row.submission;

	if (turn->lead.complete || turn->desk->early)
		return true;
	if (!db_save_point(run->db))
		return false;
	if (record_write(run->db, &run->job_arena, submission, true))
		return db_release(run->db) && job_lead_read(run->db,
		    &run->job_arena, submission, &turn->lead);
	if (db_trouble(run->db) == DB_BUSY ||
	    db_trouble(run->db) == DB_BROKEN)
		return false;
	log_error("lead %lld: its record cannot be completed",
	    (long long)submission);
	db_undo_to_save_point(run->db);
	return true;
}

static bool
claim_rows(struct turn *turn, bool *taken)
{
	struct run *const run = turn->desk->run;
	const struct walled *const whose = &turn->desk->whose;
	const struct job_claim claimed = { run->id,
		whose->target == TARGET_PIPEDRIVE ? whose->owner : 0 };

	if (!jobs_claim(run->db, &turn->row, &claimed, taken))
		return false;
	return !*taken || (job_lead_read(run->db, &run->job_arena,
	    turn->row.submission, &turn->lead) && complete_record(turn));
}

/* One transaction: the job is ours, its record complete, its lead read. */
static bool
claim(struct turn *turn, bool *taken)
{
	struct db *const db = turn->desk->run->db;

	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (claim_rows(turn, taken))
		return db_commit(db);
	db_rollback(db);
	return false;
}

static bool
apply(struct turn *turn)
{
	struct run *const run = turn->desk->run;

	turn->caller = (struct caller){ .db = run->db, .clock = &run->clock,
		.run = run->id, .job = turn->row.id, .dry = run->dry };
	return turn->desk->apply(turn);
}

static void
tell(const struct turn *turn)
{
	struct run *const run = turn->desk->run;
	const struct job_end *const end = &turn->end;
	const enum job_state state = end->next.state;
	const enum target target = turn->desk->whose.target;

	run->figures.claimed++;
	run->figures.calls += turn->caller.calls;
	run->figures.tokens += turn->caller.tokens;
	run->figures.applied += state == JOB_SYNCED || state == JOB_UNCHANGED;
	run->figures.failed += state == JOB_FAILED;
	if (state == JOB_RETRY || state == JOB_UNSURE)
		run->troubled = true;
	if (run->quiet && state != JOB_FAILED)
		return;
	log_info("lead %lld%s%s: %s -> %s%s%s (%s, %lld calls)",
	    (long long)turn->row.submission, target == TARGET_PIPEDRIVE ? ""
	    : " to ", target == TARGET_PIPEDRIVE ? "" : target_name(target),
	    job_state_name(turn->row.job.before), job_state_name(state),
	    end->reason == NULL ? "" : " ",
	    end->reason == NULL ? "" : end->reason, end->class,
	    (long long)turn->caller.calls);
}

/* What the job becomes; false is a fault of ours. */
static bool
decide(struct turn *turn)
{
	const struct applied *const applied = &turn->applied;
	const struct job_moment moment = {
		.now = clock_now(&turn->desk->run->clock),
		.wait_ms = applied->wait_ms,
		.patience_ms = turn->lead.patience_ms,
		.chance = desk_chance(),
	};

	/* who the person is, is known until a search says otherwise */
	const bool known = applied->person == 0 &&
	    applied->event != EVENT_NOBODY &&
	    applied->event != EVENT_UNDECIDED && turn->row.person != 0;

	turn->end = (struct job_end){
		.person = known ? turn->row.person : applied->person,
		.method = known ? turn->row.method : applied->method,
		.candidates = applied->candidates,
		.class = job_event_name(applied->event),
		.error = applied->error,
		.now = moment.now,
	};
	if (!job_next(&turn->row.job, applied->event, &moment,
	    &turn->end.next)) {
		log_error("lead %lld: \"%s\" cannot end a delivery",
		    (long long)turn->row.submission, turn->end.class);
		return false;
	}
	turn->end.reason = turn->end.next.reason != NULL
	    ? turn->end.next.reason : applied->reason;
	if (turn->caller.calls > 0)
		desk_note(turn->desk, applied->event, applied->wait_ms);
	return true;
}

/* Who awaits the person that this lead has reached, need wait no more. */
static bool
wake_others(struct turn *turn)
{
	const struct awaiting whose = { .account = turn->desk->whose.owner,
		.person_key = turn->lead.person_key, .before = INT64_MAX };
	const struct move move = { .event = EVENT_FOUND,
		.now = turn->end.now, .person = turn->applied.person,
		.method = "email" };
	const enum job_state state = turn->end.next.state;
	int64_t woken;

	if (turn->desk->whose.target != TARGET_PIPEDRIVE ||
	    (state != JOB_SYNCED && state != JOB_UNCHANGED) ||
	    whose.person_key == NULL || turn->applied.method == NULL ||
	    strcmp(turn->applied.method, "name") == 0 ||
	    strcmp(turn->applied.method, "chosen") == 0)
		return true;
	return moves_wake(turn->desk->run->db, &whose, &move, &woken);
}

static bool
write_end(struct turn *turn)
{
	struct desk *const desk = turn->desk;
	struct db *const db = desk->run->db;
	const struct watermark mark = { turn->lead.received,
		turn->row.submission };
	bool kept;

	if (!call_end(&turn->caller) ||
	    !jobs_settle(db, &turn->row, &turn->end, &kept) ||
	    !desk_keep(desk))
		return false;
	if (!kept)
		log_warn("lead %lld: somebody ended it while it was sent",
		    (long long)turn->row.submission);
	if (turn->applied.newest && !persons_raise(db, desk->whose.owner,
	    turn->applied.person, &mark))
		return false;
	return wake_others(turn);
}

/* One transaction: the outcome of its last call, and all that follows. */
static bool
settle(struct turn *turn)
{
	struct db *const db = turn->desk->run->db;

	if (!decide(turn) || !db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (!write_end(turn)) {
		db_rollback(db);
		return false;
	}
	if (!db_commit(db))
		return false;
	tell(turn);
	return true;
}

bool
turn_deliver(struct turn *turn)
{
	bool taken;

	arena_reset(&turn->desk->run->job_arena);
	if (!claim(turn, &taken))
		return false;
	return !taken || (apply(turn) && settle(turn));
}

bool
turn_preview(struct turn *turn)
{
	struct run *const run = turn->desk->run;
	struct job_moment moment = { .now = clock_now(&run->clock) };
	const struct job_row asked = turn->row;

	arena_reset(&run->job_arena);
	turn->row.job.before = turn->row.job.state;
	turn->row.job.state = JOB_SENDING;
	if (!job_lead_read(run->db, &run->job_arena, asked.submission,
	    &turn->lead) || !apply(turn))
		return false;
	moment.patience_ms = turn->lead.patience_ms;
	if (!job_next(&turn->row.job, turn->applied.event, &moment,
	    &turn->end.next))
		return false;
	if (turn->caller.calls > 0)
		desk_note(turn->desk, turn->applied.event,
		    turn->applied.wait_ms);
	preview_end(asked.submission, turn->end.next.state, &turn->applied);
	turn->row = asked;
	return true;
}

bool
turn_adopt(struct run *run, const struct job_row *row)
{
	const struct job_moment moment = { .now = clock_now(&run->clock),
		.chance = desk_chance() };
	struct job_end end = { .now = moment.now,
		.person = row->person,
		.method = row->method[0] == '\0' ? NULL : row->method,
		.class = job_event_name(EVENT_ORPHANED) };
	bool kept;

	if (!job_next(&row->job, EVENT_ORPHANED, &moment, &end.next))
		return false;
	end.reason = end.next.reason;
	log_warn("lead %lld: sending -> %s: its run ended in the middle",
	    (long long)row->submission, job_state_name(end.next.state));
	return jobs_settle(run->db, row, &end, &kept);
}
