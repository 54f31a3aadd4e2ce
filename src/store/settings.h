/* settings: projects and pixels as the collector sees them. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "hash.h"
#include "ruling.h"

struct db;

enum crm_mode { CRM_OFF, CRM_WATCH, CRM_ON };
enum ip_policy { IP_NONE, IP_MASKED, IP_FULL };

/* A pixel with what its project decides. */
struct pixel {
	int64_t id, project, account;
	char public_id[PUBLIC_ID_MAX + 1];
	char allowed_hosts[1024];	/* blank-separated, "" = any */
	char website_host[HOST_MAX + 1];	/* "" = not told */
	char custom_params[CUSTOM_PARAMS_MAX];	/* blank-separated names */
	char store_fields[STORE_FIELDS_MAX];	/* the same, "" = all */
	char thank_you[THANK_YOU_MAX];	/* blank-separated paths */
	char newsletter[NEWSLETTER_MAX];	/* newsletter.h */
	char newsletter_param[CUSTOM_PARAM_MAX + 1];	/* "" = none */
	char newsletter_dates[DATES_MAX];	/* blank-separated fields */
	bool webhook;			/* the project has one */
	bool active;
	bool dnt;			/* "DNT: 1" counts as Sec-GPC does */
	enum crm_mode crm;
	enum privacy privacy;
	enum ip_policy ip_policy;
	int64_t hold_ms;
};

/* Never changed once made: swapped whole. */
struct settings {
	int64_t version, pages_epoch;
	unsigned char person_key_secret[HASH_SIZE];
	unsigned char link_secret[HASH_SIZE];
	bool campaign_names;		/* of some project */
	size_t count;
	struct pixel pixels[];		/* by public_id */
};

/* All of them, allocated; NULL with a log line when it cannot be read. */
struct settings *settings_read(struct db *db);

/* That secret alone; false, logged, when it cannot be read. */
bool settings_person_secret(struct db *db, unsigned char out[HASH_SIZE]);

/* NULL when there is none of that public id. */
const struct pixel *settings_pixel(const struct settings *settings,
    const char *public_id);

/* The version in the database, -1 when it cannot be read. */
int64_t settings_version(struct db *db);

/* The host, or one it is a sub-domain of, is in the pixel's list. */
bool pixel_allows(const struct pixel *pixel, const char *host);

/*
 * The host (without "www.") is one of the same project's sites: visitors who
 * come from there come from nowhere else.
 */
bool settings_is_own(const struct settings *settings,
    const struct pixel *pixel, const char *host);

#endif
