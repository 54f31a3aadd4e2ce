#include "errand.h"

#include <unistd.h>

#include "account_crm.h"
#include "accounts.h"
#include "bounds.h"
#include "clock.h"
#include "config.h"
#include "crm.h"
#include "db.h"
#include "ledgers.h"
#include "log.h"
#include "refresh.h"
#include "str.h"
#include "sync_lock.h"
#include "transaction.h"
#include "wire.h"

enum { TRIES = 3, PAUSE_MS = 2000, PAUSE_MAX_MS = 10 * 1000 };

/* Why a call did not bring what it should. */
static const struct {
	enum job_event event;
	enum errand_end end;
	const char *says;
} ends[] = {
	{ EVENT_AUTH, ERRAND_CONFIG, "Pipedrive refuses its token: it was"
	    " replaced, its user was removed, or the company is closed."
	    "  Write the right one into the secrets file" },
	{ EVENT_CONFIG, ERRAND_CONFIG, "Pipedrive does not let the token's"
	    " user do this: the user needs the rights to use the API, to see"
	    " and change contacts and, for new fields, to add custom fields" },
	{ EVENT_BUDGET, ERRAND_LATER, "the company has used up its API calls"
	    " of today; try again tomorrow" },
	{ EVENT_THROTTLED, ERRAND_LATER, "Pipedrive asks for a pause; try"
	    " again in a minute" },
	{ EVENT_BLOCKED, ERRAND_LATER, "Pipedrive's gateway blocks us for"
	    " now; try again in an hour" },
	{ EVENT_UNSURE, ERRAND_LATER, "Pipedrive's answer was lost: whether"
	    " it was done shows when you try again" },
	{ EVENT_REFUSED, ERRAND_REFUSED, "Pipedrive refused it" },
	{ EVENT_GONE, ERRAND_REFUSED, "Pipedrive knows no such thing" },
	{ EVENT_OK, ERRAND_LATER, "Pipedrive does not answer; try again"
	    " later" },			/* all others */
};

static enum errand_end
refuse(const struct errand *errand, enum errand_end end, const char *text)
{
	str_add(errand->editor->why, text);
	return end;
}

/* What went through, whatever it brought. */
static bool
went_through(enum job_event event)
{
	return event == EVENT_OK || event == EVENT_SYNCED ||
	    event == EVENT_UNCHANGED || event == EVENT_NOBODY ||
	    event == EVENT_UNDECIDED || event == EVENT_LEFT_OUT;
}

enum errand_end
errand_judge(const struct errand *errand, enum job_event event,
    const char *error)
{
	size_t i = 0;

	if (went_through(event))
		return ERRAND_DONE;
	while (ends[i].event != EVENT_OK && ends[i].event != event)
		i++;
	str_addf(errand->editor->why, "account \"%s\": %s",
	    errand->account->name, ends[i].says);
	if (error != NULL && error[0] != '\0')
		str_addf(errand->editor->why, " (%s)", error);
	return ends[i].end;
}

static enum errand_end
find_account(struct errand *errand, const char *name)
{
	const struct editor *const editor = errand->editor;

	if (!accounts_find(editor->db, editor->arena, name, &errand->account))
		return ERRAND_FAILED;
	if (errand->account != NULL)
		return ERRAND_DONE;
	(void)edit_refuse(editor, "there is no account \"%.60s\": make it by"
	    " `leadpixel crm account`", name);
	return ERRAND_REFUSED;
}

static enum errand_end
find_token(struct errand *errand)
{
	const struct account_crm way = { errand->config, &errand->secrets,
		errand->wire, errand->account };
	char problem[512];

	if (!secrets_read(errand->config->secrets, &errand->secrets, problem,
	    sizeof(problem)))
		return refuse(errand, ERRAND_CONFIG, problem);
	if (account_crm_token(&way) != NULL)
		return ERRAND_DONE;
	(void)edit_refuse(errand->editor, "account \"%s\" has no token yet:"
	    " write into %s\n\n  [%s]\n  token = ...", errand->account->name,
	    errand->config->secrets, errand->account->name);
	return ERRAND_CONFIG;
}

static enum errand_end
reach(struct errand *errand)
{
	errand->wire = wire_open(errand->config->crm_ca);
	if (errand->wire == NULL)
		return refuse(errand, ERRAND_LATER, "no call can be made");
	const struct account_crm way = { errand->config, &errand->secrets,
		errand->wire, errand->account };
	errand->crm = account_crm_open(&way);
	return errand->crm != NULL ? ERRAND_DONE : refuse(errand,
	    ERRAND_CONFIG, "the account's company is no address");
}

static enum errand_end
lock(struct errand *errand)
{
	switch (sync_lock_take(errand->config, &errand->lock)) {
	case SYNC_LOCKED:
		return ERRAND_DONE;
	case SYNC_BUSY:
		return refuse(errand, ERRAND_LATER, "leadpixel-sync is at"
		    " work this moment, and two at once would spend twice"
		    " the calls; try again in a minute");
	default:
		return refuse(errand, ERRAND_CONFIG, "run_dir cannot be"
		    " written to");
	}
}

enum errand_end
errand_open(struct errand *errand, const char *account)
{
	enum errand_end end;

	errand->lock = -1;
	errand->wire = NULL;
	errand->crm = NULL;
	errand->tokens = 0;
	end = find_account(errand, account);
	if (end == ERRAND_DONE)
		end = find_token(errand);
	if (end == ERRAND_DONE)
		end = lock(errand);
	if (end == ERRAND_DONE && !ledgers_read(errand->editor->db,
	    errand->account->id, &errand->budget))
		end = ERRAND_FAILED;
	return end == ERRAND_DONE ? reach(errand) : end;
}

void
errand_spend(struct errand *errand, int64_t tokens)
{
	errand->tokens += tokens;
	budget_spend(&errand->budget, tokens, BUDGET_BACKLOG,
	    clock_now(errand->clock));
}

/* Under the lock still, so that no run knows another sum. */
static bool
write_ledger(const struct errand *errand)
{
	struct db *const db = errand->editor->db;

	if (!db_begin(db, SYNC_LOCK_WAIT_MS))
		return false;
	if (ledgers_write(db, errand->account->id, &errand->budget))
		return db_commit(db);
	db_rollback(db);
	return false;
}

void
errand_close(struct errand *errand)
{
	if (errand->tokens > 0 && !write_ledger(errand))
		log_error("account %s: %lld tokens were spent and not noted",
		    errand->account->name, (long long)errand->tokens);
	crm_close(errand->crm);
	if (errand->wire != NULL)
		wire_close(errand->wire);
	if (errand->lock >= 0)
		close(errand->lock);
}

/* Whether the answer asks for nothing but a short pause. */
static bool
paused(enum job_event event, int64_t wait_ms, int tries)
{
	if (event != EVENT_THROTTLED || tries + 1 >= TRIES ||
	    wait_ms > PAUSE_MAX_MS)
		return false;
	clock_nap(wait_ms > PAUSE_MS ? wait_ms : PAUSE_MS);
	return true;
}

enum errand_end
errand_call(struct errand *errand, const struct crm_call *call,
    struct crm_answer *answer)
{
	char room[EXCERPT_MAX + 32];
	struct str error;
	int tries = 0;

	do {
		crm_do(errand->crm, call, answer);
		errand_spend(errand, crm_tokens(call->operation));
		budget_told(&errand->budget, answer->day_limit,
		    answer->day_left, clock_now(errand->clock));
	} while (paused(answer->event, answer->wait_ms, tries++));
	str_init(&error, room, sizeof(room));
	if (answer->status != 0)
		str_addf(&error, "HTTP %d%s%s", answer->status,
		    answer->excerpt[0] == '\0' ? "" : ", ", answer->excerpt);
	return errand_judge(errand, answer->event, room);
}

enum errand_end
errand_fields(struct errand *errand)
{
	struct refresh refresh = { .db = errand->editor->db,
		.crm = errand->crm, .arena = errand->editor->arena,
		.clock = errand->clock, .account = errand->account->id };
	int tries = 0;

	do {
		if (!refresh_fields(&refresh))
			return ERRAND_FAILED;
		errand_spend(errand, refresh.tokens);
	} while (paused(refresh.event, refresh.wait_ms, tries++));
	errand->fields = refresh.fields;
	return errand_judge(errand, refresh.event, refresh.excerpt);
}
