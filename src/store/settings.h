/* settings: projects and pixels as the collector sees them. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "hash.h"

struct db;

enum crm_mode { CRM_OFF, CRM_WATCH, CRM_ON };
enum privacy { PRIVACY_IDENTIFIED, PRIVACY_CONSENT, PRIVACY_ANONYMOUS };
enum ip_policy { IP_NONE, IP_MASKED, IP_FULL };

/* A pixel with what its project decides. */
struct pixel {
	int64_t id, project, account;
	char public_id[PUBLIC_ID_MAX + 1];
	char allowed_hosts[1024];	/* blank-separated, "" = any */
	bool active;
	enum crm_mode crm;
	enum privacy privacy;
	enum ip_policy ip_policy;
	int64_t hold_ms;
};

/* Never changed once made: swapped whole. */
struct settings {
	int64_t version, pages_epoch;
	unsigned char person_key_secret[HASH_SIZE];
	size_t count;
	struct pixel pixels[];		/* by public_id */
};

/* All of them, allocated; NULL with a log line when it cannot be read. */
struct settings *settings_read(struct db *db);

/* NULL when there is none of that public id. */
const struct pixel *settings_pixel(const struct settings *settings,
    const char *public_id);

/* The version in the database, -1 when it cannot be read. */
int64_t settings_version(struct db *db);

/* The host, or one it is a sub-domain of, is in the pixel's list. */
bool pixel_allows(const struct pixel *pixel, const char *host);

#endif
