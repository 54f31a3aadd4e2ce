#include "suspect.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "hit.h"
#include "mask.h"

struct trap {
	const char *name, *when;
};

static const struct trap traps[] = {
#include "honeypots.inc"
};

static int
compare(const void *name, const void *trap)
{
	return strcmp(name, ((const struct trap *)trap)->name);
}

static bool
is_trap(const struct form_field *field)
{
	char room[FIELD_NAME_MAX + 1];
	const struct trap *trap;

	if (field->name == NULL)
		return false;
	trap = bsearch(mask_fold(field->name, room, sizeof(room)), traps,
	    sizeof(traps) / sizeof(traps[0]), sizeof(traps[0]), compare);
	return trap != NULL &&
	    (field->hidden || strcmp(trap->when, "always") == 0);
}

static bool
fell_into_trap(const struct form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (is_trap(&form->fields[i]))
			return true;
	return false;
}

const char *
suspect_why(const struct hit *hit, enum agent_tells agent)
{
	if (agent == AGENT_BOT)
		return "bot_agent";
	if (agent == AGENT_SILENT)
		return "no_agent";
	if (hit->webdriver)
		return "webdriver";
	if (fell_into_trap(&hit->form))
		return "honeypot";
	/* -1 = not told: a form that was never in focus was filled by hand
	   before we were there, or by a password manager */
	if (hit->form.filled_ms >= 0 && hit->form.filled_ms < FILLED_FAST_MS)
		return "filled_fast";
	return NULL;
}

bool
suspect_is_bot(const struct hit *hit, enum agent_tells agent)
{
	return agent != AGENT_PERSON || hit->webdriver;
}
