#include "tag_use.h"

#include <string.h>

#include "order.h"
#include "label.h"

/* pixel.js compares hosts without their "www.". */
static bool
take_links(struct order *order, const char *hosts, struct str *use)
{
	const char *bad = NULL;
	const char *next = label_hosts(&order->arena, hosts, &bad);

	if (next == NULL || *next == '\0') {
		complain("--use links:HOST,... names the project's other"
		    " sites; \"%s\" is no host", bad == NULL ? hosts : bad);
		return false;
	}
	str_add(use, "links:");
	while (*next != '\0') {
		const size_t size = strcspn(next, " ");
		const size_t www = size > 4 && str_starts(next, "www.") ? 4 : 0;
		str_add_bytes(use, next + www, size - www);
		next += size;
		if (*next == ' ') {
			str_add_char(use, ',');
			next++;
		}
	}
	return true;
}

/* A word of data-use as pixel-more.js knows them: a wrong one is silent. */
static bool
take_use(struct order *order, const char *word, struct str *use)
{
	static const char words[] = "consent embeds answers fill contacts"
	    " outbound downloads hash";

	if (use->size > 0)
		str_add_char(use, ' ');
	if (str_starts(word, "links:"))
		return take_links(order, word + strlen("links:"), use);
	if (!label_among(word, words)) {
		complain("--use does not know \"%s\"; there are: %s"
		    " links:HOST,...", word, words);
		return false;
	}
	str_add(use, word);
	return true;
}

bool
tag_use_read(struct order *order, struct str *use)
{
	static const char gaps[] = " \t\n+";
	const char *next = order_option(order, "use");

	if (next == NULL)
		return true;
	for (next += strspn(next, gaps); *next != '\0';
	    next += strspn(next, gaps)) {
		const size_t size = strcspn(next, gaps);
		const char *const word = arena_copy(&order->arena, next, size);
		if (word == NULL || !take_use(order, word, use))
			return false;
		next += size;
	}
	if (use->failed)
		complain("--use is at most %d characters", TAG_USE_MAX);
	return !use->failed;
}
