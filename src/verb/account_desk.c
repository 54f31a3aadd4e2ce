#include "account_desk.h"

#include <stdio.h>
#include <string.h>

#include "account_crm.h"
#include "accounts.h"
#include "config.h"
#include "crm.h"
#include "log.h"
#include "run.h"
#include "secrets.h"
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
	secrets_print(token, at->desk.moment.token_print);
	if (!take_map(at, map) || !desk_lets(&at->desk))
		return;
	at->crm = account_crm_open(&way);
	if (at->crm == NULL)
		run->misconfigured = at->desk.walled = true;
}

/* A turn's desk is the first part of its account_desk. */
static bool
apply(struct turn *turn)
{
	struct account_desk *const at = (struct account_desk *)turn->desk;
	struct run *const run = turn->desk->run;
	const struct applier applier = {
		.caller = &turn->caller,
		.crm = at->crm,
		.arena = &run->job_arena,
		.account = at->account->id,
		.submission = turn->row.submission,
		.targets = at->targets,
		.count = at->count,
		.map_version = at->map_version,
		.public_url = run->config->public_url,
	};

	/* nowhere to deliver to is as good as switched off */
	if (at->account->id == 0)
		turn->lead.crm = CRM_OFF;
	return apply_lead(&applier, &turn->lead, &turn->applied);
}

bool
account_desk_open(struct account_desk *at, struct run *run,
    const struct account *account)
{
	const struct mapped_field *map = NULL;

	*at = (struct account_desk){
		.desk = { .run = run, .apply = apply, .name = at->name,
		    .whose = { TARGET_PIPEDRIVE, account->id },
		    .walled = account->id == 0 },
		.account = account };
	snprintf(at->name, sizeof(at->name), "account %s", account->name);
	if (!desk_open(&at->desk) ||
	    !accounts_map(run->db, &run->arena, account->id, &map))
		return false;
	if (account->id != 0)
		open_crm(at, map);
	return true;
}

void
account_desk_close(struct account_desk *at)
{
	crm_close(at->crm);
}
