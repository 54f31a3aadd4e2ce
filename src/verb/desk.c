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
	log_warn("%s: no calls for now: %s (%s)", desk->name,
	    breaker_name_text(which), desk->breakers[which].reason);
	if (which == BREAKER_AUTH)
		run->token_refused = true;
	else
		run->troubled = true;
	return false;
}

void
desk_note(struct desk *desk, enum job_event event, int64_t wait_ms)
{
	desk->moment.now = clock_now(&desk->run->clock);
	desk->moment.wait_ms = wait_ms;
	desk->moment.chance = desk_chance();
	breakers_note(desk->breakers, event, &desk->moment);
}
