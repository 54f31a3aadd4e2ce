#include "bot.h"

#include <stdlib.h>
#include <string.h>

#include "pattern.h"
#include "str.h"

/* What gives a robot away in any agent, and outside of a browser's. */
enum { ANYWHERE, ODD, KINDS };

static const char *const expressions[KINDS] = {
#include "list_bots.inc"
};

struct bot {
	struct pattern *patterns[KINDS];
};

struct bot *
bot_open(bool once)
{
	const unsigned how = PATTERN_CASELESS |
	    (once ? PATTERN_LATE : PATTERN_FAST);
	struct bot *bot = calloc(1, sizeof(*bot));

	for (int i = 0; bot != NULL && i < KINDS; i++) {
		bot->patterns[i] = pattern_open(expressions[i], how);
		if (bot->patterns[i] == NULL) {
			bot_close(bot);
			return NULL;
		}
	}
	return bot;
}

void
bot_close(struct bot *bot)
{
	for (int i = 0; bot != NULL && i < KINDS; i++)
		pattern_close(bot->patterns[i]);
	free(bot);
}

/* Names an engine the way every browser of today does. */
static bool
has_browser_shape(const char *user_agent)
{
	return str_starts(user_agent, "Mozilla/5.0 (") &&
	    (strstr(user_agent, "(KHTML, like Gecko)") != NULL ||
	    strstr(user_agent, ") Gecko/") != NULL);
}

bool
bot_matches(const struct bot *bot, const char *user_agent)
{
	if (*user_agent == '\0')
		return false;
	return pattern_match(bot->patterns[ANYWHERE], user_agent, NULL) ||
	    (!has_browser_shape(user_agent) &&
	    pattern_match(bot->patterns[ODD], user_agent, NULL));
}
