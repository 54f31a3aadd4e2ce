#include "dimension.h"

#include <stddef.h>
#include <string.h>

static const struct {
	enum dimension_kind kind;
	const char *name, *report;
} all[DIMENSIONS] = {
	[DIMENSION_CHANNEL] = { OF_WORDS, "channel", "channels" },
	[DIMENSION_SOURCE] = { OF_WORDS, "source", "sources" },
	[DIMENSION_MEDIUM] = { OF_WORDS, "medium", NULL },
	[DIMENSION_CAMPAIGN] = { OF_WORDS, "campaign", "campaigns" },
	[DIMENSION_TERM] = { OF_WORDS, "term", "terms" },
	[DIMENSION_LANDING_PAGE] = { OF_PAGES, "landing_page",
	    "landing-pages" },
	[DIMENSION_REFERRER] = { OF_WORDS, "referrer", "referrers" },
	[DIMENSION_COUNTRY] = { OF_WORDS, "country", "countries" },
	[DIMENSION_DEVICE] = { OF_TEXTS, "device", "devices" },
	[DIMENSION_BROWSER] = { OF_TEXTS, "browser", "browsers" },
	[DIMENSION_FORM] = { OF_TEXTS, NULL, "forms" },
	[DIMENSION_PAGE] = { OF_PAGES, NULL, "pages" },
	[DIMENSION_TIME] = { OF_TIME, NULL, "overview" },
};

enum dimension_kind
dimension_kind(enum dimension dimension)
{
	return all[dimension].kind;
}

const char *
dimension_name(enum dimension dimension)
{
	return all[dimension].name;
}

bool
dimension_find_report(const char *report, enum dimension *out)
{
	for (int i = 0; i < DIMENSIONS; i++)
		if (all[i].report != NULL &&
		    strcmp(all[i].report, report) == 0) {
			*out = (enum dimension)i;
			return true;
		}
	return false;
}
