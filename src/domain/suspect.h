/* suspect: why a hit looks as if no person had made it. */
#ifndef SUSPECT_H
#define SUSPECT_H

#include <stdbool.h>

struct hit;

/* What the user agent says. */
enum agent_tells { AGENT_PERSON, AGENT_BOT, AGENT_SILENT };

/*
 * "bot_agent", "no_agent" or "webdriver" (of any hit), "honeypot" or
 * "filled_fast" (of a form); NULL = nothing speaks against a person.
 */
const char *suspect_why(const struct hit *hit, enum agent_tells agent);

/* The first three: such a page view is counted and not stored. */
bool suspect_is_bot(const struct hit *hit, enum agent_tells agent);

#endif
