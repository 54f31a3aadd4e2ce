/* param: the parameters of an address that tell where a visit came from. */
#ifndef PARAM_H
#define PARAM_H

#include <stdbool.h>
#include <stddef.h>

/* Those with a column each in touches. */
enum param {
	UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN, UTM_CONTENT, UTM_TERM, UTM_ID,
	UTM_SOURCE_PLATFORM, UTM_CREATIVE_FORMAT, UTM_MARKETING_TACTIC,
	GCLID, GBRAID, WBRAID, GCLSRC, DCLID, GAD_SOURCE, GAD_CAMPAIGNID,
	FBCLID, MSCLKID, TTCLID, TWCLID, LI_FAT_ID, SC_CLICK_ID, RDT_CID,
	EPIK, QCLID,
	CAMPAIGN_REGION, AD_GROUP, AD_ID, SEARCH_QUERY,
	PARAMS,
	PARAM_OTHER = PARAMS	/* kept in the touch's JSON */
};

enum param_rank { PARAM_NAMED, PARAM_ALIAS, PARAM_PLAIN, PARAM_RANKS };

/* A row of data/params.tsv. */
struct param_word {
	const char *name;	/* lower case */
	enum param kept;
	enum param_rank rank;
};

/* The word of that name, whatever its case; NULL = none of ours. */
const struct param_word *param_find(const char *name, size_t size);

/* "utm_source"; the name in addresses, bodies, records and columns. */
const char *param_name(enum param param);

/* Bytes of a value we keep: UTM_MAX, of a click id CLICK_ID_MAX. */
size_t param_room(enum param param);

/* A click id is kept whole or not at all: a cut one names no click. */
bool param_is_click_id(enum param param);

#endif
