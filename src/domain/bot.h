/* bot: robots, by what they call themselves. */
#ifndef BOT_H
#define BOT_H

#include <stdbool.h>

struct bot;

/*
 * isbot's list with our corrections (data/bot_exceptions.tsv).  `once`: for a
 * process of one request, which compiles nothing before it is asked.  NULL
 * when there is no memory or the list is wrong (logged).
 */
struct bot *bot_open(bool once);
void bot_close(struct bot *bot);

/*
 * Whether the agent is a robot's: crawlers, monitors, libraries, link
 * previews ("WhatsApp/2.23" fetches one, a browser inside of WhatsApp is a
 * person's).  What runs a whole browser and says so nowhere is not found.
 * The empty agent is no robot here: who sends none is for the caller to judge.
 */
bool bot_matches(const struct bot *bot, const char *user_agent);

#endif
