#include "param.h"

#include <stdlib.h>
#include <string.h>

#include "bounds.h"

/* Sorted by name. */
static const struct param_word words[] = {
#include "params.inc"
};

enum { WORDS = sizeof(words) / sizeof(words[0]), LONGEST = 24 };

const char *
param_name(enum param param)
{
	static const char *const names[PARAMS] = {
		[UTM_SOURCE] = "utm_source", [UTM_MEDIUM] = "utm_medium",
		[UTM_CAMPAIGN] = "utm_campaign",
		[UTM_CONTENT] = "utm_content", [UTM_TERM] = "utm_term",
		[UTM_ID] = "utm_id",
		[UTM_SOURCE_PLATFORM] = "utm_source_platform",
		[UTM_CREATIVE_FORMAT] = "utm_creative_format",
		[UTM_MARKETING_TACTIC] = "utm_marketing_tactic",
		[GCLID] = "gclid", [GBRAID] = "gbraid", [WBRAID] = "wbraid",
		[GCLSRC] = "gclsrc", [DCLID] = "dclid",
		[GAD_SOURCE] = "gad_source",
		[GAD_CAMPAIGNID] = "gad_campaignid",
		[FBCLID] = "fbclid", [MSCLKID] = "msclkid",
		[TTCLID] = "ttclid", [TWCLID] = "twclid",
		[LI_FAT_ID] = "li_fat_id", [SC_CLICK_ID] = "sc_click_id",
		[RDT_CID] = "rdt_cid", [EPIK] = "epik", [QCLID] = "qclid",
		[CAMPAIGN_REGION] = "campaign_region",
		[AD_GROUP] = "ad_group", [AD_ID] = "ad_id",
		[SEARCH_QUERY] = "search_query",
	};

	return names[param];
}

static int
compare(const void *wanted, const void *word)
{
	return strcmp(wanted, ((const struct param_word *)word)->name);
}

const struct param_word *
param_find(const char *name, size_t size)
{
	char folded[LONGEST];

	if (size == 0 || size >= LONGEST)
		return NULL;
	for (size_t i = 0; i < size; i++)
		folded[i] = name[i] >= 'A' && name[i] <= 'Z'
		    ? (char)(name[i] + ('a' - 'A')) : name[i];
	folded[size] = '\0';
	return bsearch(folded, words, WORDS, sizeof(words[0]), compare);
}

bool
param_is_click_id(enum param param)
{
	return param >= GCLID && param <= QCLID;
}

size_t
param_room(enum param param)
{
	return param_is_click_id(param) || param == PARAM_OTHER
	    ? CLICK_ID_MAX : UTM_MAX;
}
