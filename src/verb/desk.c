#include "desk.h"

#include "hash.h"
#include "log.h"
#include "run.h"

uint32_t
desk_chance(void)
{
	uint32_t chance;

	hash_random(&chance, sizeof(chance));
	return chance;
}

bool
desk_open(struct desk *desk)
{
	return desk->whose.owner == 0 || breakers_read(desk->run->db,
	    &desk->whose, desk->breakers);
}

void
desk_misconfigured(struct desk *desk, const char *why)
{
	log_error("%s: %s", desk->name, why);
	desk->run->misconfigured = true;
	desk->walled = true;
}

static void
wall(struct desk *desk, enum breaker_name which)
{
	log_warn("%s: no calls for now: %s (%s)", desk->name,
	    breaker_name_text(which), desk->breakers[which].reason);
	desk->walled = true;
	if (which == BREAKER_AUTH)
		desk->run->token_refused = true;
	else
		desk->run->troubled = true;
}

bool
desk_lets(struct desk *desk)
{
	enum breaker_name which;

	if (desk->walled)
		return false;
	desk->moment.now = clock_now(&desk->run->clock);
	if (breakers_let(desk->breakers, &desk->moment, &which))
		return true;
	wall(desk, which);
	return false;
}

const char *
desk_stop(const struct desk *desk, enum budget_use use)
{
	return desk->stop == NULL ? NULL : desk->stop(desk, use);
}

bool
desk_keep(struct desk *desk)
{
	if (desk->whose.owner == 0 || desk->run->dry)
		return true;
	return breakers_write(desk->run->db, &desk->whose, desk->breakers) &&
	    (desk->keep == NULL || desk->keep(desk));
}

void
desk_note(struct desk *desk, enum job_event event, int64_t wait_ms)
{
	desk->moment.now = clock_now(&desk->run->clock);
	desk->moment.wait_ms = wait_ms;
	desk->moment.chance = desk_chance();
	breakers_note(desk->breakers, event, &desk->moment);
	/* it has no time: no second call in this run */
	if (desk->breakers[BREAKER_AUTH].state == BREAKER_OPEN)
		wall(desk, BREAKER_AUTH);
}
