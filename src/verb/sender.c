#include "sender.h"

#include <string.h>

#include "bounds.h"
#include "date.h"
#include "exchange.h"
#include "hit.h"
#include "settings.h"
#include "utf8.h"

static const char *
kept_ip(const struct pixel *pixel, const struct ip *client, char out[IP_TEXT])
{
	struct ip masked = ip_masked(client);

	if (pixel->ip_policy == IP_NONE)
		return NULL;
	ip_print(pixel->ip_policy == IP_FULL ? client : &masked, out);
	return out;
}

bool
sender_look(struct db *db, struct dictionary *dictionary,
    const struct pixel *pixel, struct exchange *exchange, struct sender *out)
{
	const struct request *request = &exchange->request;
	const struct hit *hit = exchange->work;
	struct known_agent agent = { .id = 0 };

	*out = (struct sender){ .sent = {
		.user_agent = utf8_line(&exchange->arena, request->user_agent,
		    strlen(request->user_agent), AGENT_MAX),
		.hints = hit->hints,
		.day = date_day(hit->received) } };
	if (pixel == NULL) {
		out->bot = out->sent.user_agent != NULL &&
		    dictionary_is_bot(dictionary, out->sent.user_agent);
		return true;
	}
	if (!dictionary_look(dictionary, db, &out->sent, &agent))
		return false;
	out->bot = agent.bot;
	out->browser.place = request->place;
	out->browser.ip = kept_ip(pixel, &request->client, out->ip);
	return true;
}

bool
sender_keep(struct db *db, struct dictionary *dictionary,
    struct sender *sender)
{
	struct known_agent agent;

	if (!dictionary_agent(dictionary, db, &sender->sent, &agent))
		return false;
	sender->browser.agent = agent.id;
	return true;
}
