#include "desk.h"

#include <string.h>

#include "accounts.h"
#include "breakers.h"
#include "config.h"
#include "crm.h"
#include "hash.h"
#include "log.h"
#include "run.h"
#include "secrets.h"

uint32_t
desk_chance(void)
{
	uint32_t chance;

	hash_random(&chance, sizeof(chance));
	return chance;
}

static bool
misconfigured(struct desk *desk, const char *why)
{
	log_error("account %s: %s", desk->account->name, why);
	desk->run->misconfigured = true;
	return false;
}

static bool
take_field(struct desk *desk, const struct mapped_field *field)
{
	const char *problem;

	if (desk->count == CHANGES_MAX)
		return misconfigured(desk, "too many fields are mapped");
	problem = change_target_read(&desk->targets[desk->count++],
	    field->name, field->key, field->type,
	    strcmp(field->policy, "if_empty") == 0);
	if (problem == NULL)
		return true;
	log_error("account %s: its map is refused: %s -> %s %s: %s",
	    desk->account->name, field->name, field->key, field->type,
	    problem);
	desk->run->misconfigured = true;
	return false;
}

static bool
take_map(struct desk *desk, const struct mapped_field *field)
{
	if (field == NULL)
		return misconfigured(desk, "no field is mapped yet");
	for (; field != NULL; field = field->next) {
		if (field->version > desk->map_version)
			desk->map_version = field->version;
		if (!take_field(desk, field))
			return false;
	}
	return true;
}

bool
desk_lets(struct desk *desk)
{
	struct run *const run = desk->run;
	enum breaker_name which;

	if (desk->walled)
		return false;
	desk->moment.now = clock_now(&run->clock);
	desk->walled = !breakers_let(desk->breakers, &desk->moment, &which);
	if (!desk->walled)
		return true;
	log_warn("account %s: no calls for now: %s (%s)",
	    desk->account->name, breaker_name_text(which),
	    desk->breakers[which].reason);
	if (which == BREAKER_AUTH)
		run->token_refused = true;
	else
		run->troubled = true;
	return false;
}

static bool
can_call(struct desk *desk, const struct mapped_field *map)
{
	const char *const token = secrets_token(desk->run->secrets,
	    desk->account->name);
	const struct crm_access access = {
		.origin = desk->run->config->crm_origin,
		.domain = desk->account->domain,
		.token = token,
	};

	if (token == NULL)
		return misconfigured(desk, "it has no token in the secrets"
		    " file");
	secrets_print(token, desk->moment.token_print);
	if (!take_map(desk, map) || !desk_lets(desk))
		return false;
	desk->crm = crm_open(desk->run->wire, &access);
	if (desk->crm == NULL)
		desk->run->misconfigured = true;
	return desk->crm != NULL;
}

bool
desk_open(struct desk *desk, struct run *run, const struct account *account)
{
	const struct mapped_field *map;

	*desk = (struct desk){ .run = run, .account = account };
	if (account->id != 0 &&
	    (!breakers_read(run->db, account->id, desk->breakers) ||
	    !accounts_map(run->db, &run->arena, account->id, &map)))
		return false;
	desk->walled = account->id == 0 || !can_call(desk, map);
	return true;
}

void
desk_close(struct desk *desk)
{
	crm_close(desk->crm);
}

void
desk_note(struct desk *desk, enum job_event event, int64_t wait_ms)
{
	desk->moment.now = clock_now(&desk->run->clock);
	desk->moment.wait_ms = wait_ms;
	desk->moment.chance = desk_chance();
	breakers_note(desk->breakers, event, &desk->moment);
}
