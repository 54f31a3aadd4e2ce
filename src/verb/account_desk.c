#include "account_desk.h"

#include <stdio.h>
#include <string.h>

#include "account_crm.h"
#include "accounts.h"
#include "config.h"
#include "crm.h"
#include "db.h"
#include "ledgers.h"
#include "log.h"
#include "moves.h"
#include "person_fields.h"
#include "refresh.h"
#include "run.h"
#include "secrets.h"
#include "transaction.h"
#include "turn.h"

static bool
take_field(struct account_desk *at, const struct mapped_field *field)
{
	const struct change_row row = { .name = field->name,
		.key = field->key, .type = field->type,
		.options = field->options,
		.if_empty = strcmp(field->policy, "if_empty") == 0 };
	const char *problem;

	if (at->count == CHANGES_MAX) {
		desk_misconfigured(&at->desk, "too many fields are mapped");
		return false;
	}
	problem = change_target_read(&at->targets[at->count++],
	    &at->desk.run->arena, &row);
	if (problem == NULL)
		return true;
	log_error("account %s: its map is refused: %s -> %s %s: %s",
	    at->account->name, field->name, field->key, field->type,
	    problem);
	at->desk.run->misconfigured = at->desk.walled = true;
	return false;
}

static bool
take_map(struct account_desk *at, const struct mapped_field *field)
{
	if (field == NULL)
		desk_misconfigured(&at->desk, "no field is mapped yet");
	for (; field != NULL; field = field->next) {
		if (field->version > at->map_version)
			at->map_version = field->version;
		if (!take_field(at, field))
			return false;
	}
	return at->map_version > 0;
}

static void
open_crm(struct account_desk *at, const struct mapped_field *map)
{
	struct run *const run = at->desk.run;
	const struct account_crm way = { run->config, run->secrets,
		run->wire, at->account };
	const char *const token = account_crm_token(&way);

	if (token == NULL) {
		desk_misconfigured(&at->desk, "it has no token in the secrets"
		    " file");
		return;
	}
	if (!take_map(at, map) || !desk_lets(&at->desk))
		return;
	at->crm = account_crm_open(&way);
	if (at->crm == NULL)
		run->misconfigured = at->desk.walled = true;
}

/* A desk that has these functions is the first part of an account_desk. */
static struct account_desk *
whole(struct desk *desk)
{
	return (struct account_desk *)desk;
}

static struct budget_terms
terms_of(const struct desk *desk)
{
	return (struct budget_terms){
		.daily_tokens = desk->run->config->crm_daily_tokens,
		.share = desk->run->config->budget_share };
}

static const char *
stop(const struct desk *desk, enum budget_use use)
{
	const struct budget_terms terms = terms_of(desk);

	return budget_stop(&((const struct account_desk *)desk)->budget,
	    &terms, use, clock_now(&desk->run->clock));
}

static bool
keep(struct desk *desk)
{
	struct db *const db = desk->run->db;

	return ledgers_write(db, desk->whose.owner, &whole(desk)->budget) &&
	    (!whole(desk)->refused ||
	    person_fields_doubt(db, desk->whose.owner));
}

static bool
apply(struct turn *turn)
{
	struct account_desk *const at = whole(turn->desk);
	struct run *const run = turn->desk->run;
	const struct applier applier = {
		.caller = &turn->caller,
		.crm = at->crm,
		.arena = &run->job_arena,
		.budget = &at->budget,
		.row = &turn->row,
		.account = at->account->id,
		.targets = at->targets,
		.count = at->count,
		.map_version = at->map_version,
		.dashboard_url = run->config->dashboard_url,
	};

	/* nowhere to deliver to is as good as switched off */
	if (at->account->id == 0)
		turn->lead.crm = CRM_OFF;
	if (!apply_lead(&applier, &turn->lead, &turn->applied))
		return false;
	budget_spend(&at->budget, turn->caller.tokens, BUDGET_BACKLOG,
	    clock_now(&run->clock));
	at->refused = turn->applied.reason != NULL &&
	    strcmp(turn->applied.reason, "partial") == 0;
	return true;
}

/* Calls of no lead. */
static void
count(struct account_desk *at, int64_t calls, int64_t tokens,
    enum budget_use use)
{
	struct run *const run = at->desk.run;

	run->figures.calls += calls;
	run->figures.tokens += tokens;
	budget_spend(&at->budget, tokens, use, clock_now(&run->clock));
}

bool
account_desk_call(struct account_desk *at, const struct crm_call *call,
    enum budget_use use, struct crm_answer *answer)
{
	struct run *const run = at->desk.run;

	crm_do(at->crm, call, answer);
	count(at, 1, crm_tokens(call->operation), use);
	budget_told(&at->budget, answer->day_limit, answer->day_left,
	    clock_now(&run->clock));
	desk_note(&at->desk, answer->event, answer->wait_ms);
	return answer->event == EVENT_OK;
}

/*
 * What the desk knows is kept at once; where the account answers again, what
 * was to be tried later need not wait.
 */
static bool
keep_now(struct account_desk *at, bool recovered)
{
	struct db *const db = at->desk.run->db;

	if (at->desk.run->dry)
		return true;
	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (desk_keep(&at->desk) && (!recovered || moves_recover(db,
	    at->account->id, clock_now(&at->desk.run->clock))))
		return db_commit(db);
	db_rollback(db);
	return false;
}

/* After trouble the cheapest call there is goes first, alone. */
static bool
probe(struct account_desk *at)
{
	const struct crm_call cheap = { .operation = CRM_FIELD,
		.key = at->targets[0].key };
	struct crm_answer answer;

	if (at->desk.walled || !breakers_ask(at->desk.breakers))
		return true;
	(void)account_desk_call(at, &cheap, BUDGET_FRESH, &answer);
	return keep_now(at, desk_lets(&at->desk));
}

/* Whether labels have to become ids of options that people may change. */
static bool
has_options(const struct account_desk *at)
{
	for (size_t i = 0; i < at->count; i++)
		if (at->targets[i].type == CHANGE_OPTION ||
		    at->targets[i].type == CHANGE_OPTIONS)
			return true;
	return false;
}

/* The map once more, with what the dictionary says by now. */
static bool
read_map_again(struct account_desk *at)
{
	struct run *const run = at->desk.run;
	const struct mapped_field *map;

	if (!accounts_map(run->db, &run->arena, at->account->id, &map))
		return false;
	at->count = 0;
	(void)take_map(at, map);
	return true;
}

/* Once a day, and after a field was refused. */
static bool
refresh(struct account_desk *at)
{
	struct run *const run = at->desk.run;
	struct refresh read = { .db = run->db, .crm = at->crm,
		.arena = &run->job_arena, .clock = &run->clock,
		.account = at->account->id, .dry = run->dry };
	bool due;

	if (at->desk.walled || !has_options(at))
		return true;
	if (!refresh_due(run->db, at->account->id, clock_now(&run->clock),
	    &due))
		return false;
	if (!due)
		return true;
	arena_reset(&run->job_arena);
	if (!refresh_fields(&read))
		return false;
	count(at, read.calls, read.tokens, BUDGET_BACKLOG);
	desk_note(&at->desk, read.event, read.wait_ms);
	(void)desk_lets(&at->desk);
	return keep_now(at, false) &&
	    (read.event != EVENT_OK || read_map_again(at));
}

bool
account_desk_open(struct account_desk *at, struct run *run,
    const struct account *account)
{
	const struct mapped_field *map = NULL;

	*at = (struct account_desk){
		.desk = { .run = run, .stop = stop, .keep = keep,
		    .apply = apply, .name = at->name,
		    .whose = { TARGET_PIPEDRIVE, account->id },
		    .walled = account->id == 0 },
		.account = account };
	snprintf(at->name, sizeof(at->name), "account %s", account->name);
	if (!desk_open(&at->desk) ||
	    !ledgers_read(run->db, account->id, &at->budget) ||
	    !accounts_map(run->db, &run->arena, account->id, &map))
		return false;
	if (account->id == 0)
		return true;
	open_crm(at, map);
	return probe(at) && refresh(at);
}

void
account_desk_close(struct account_desk *at)
{
	crm_close(at->crm);
}
