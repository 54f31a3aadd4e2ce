/* config: leadpixel.conf, read once by each program's door. */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "ip.h"

enum { CONFIG_TEXT = 512 };

/* Values after defaults; paths absolute. */
struct config {
	char file[CONFIG_TEXT];		/* where it was read */
	char database[CONFIG_TEXT];
	char run_dir[CONFIG_TEXT];	/* sockets, pid files, limiter */
	char secrets[CONFIG_TEXT];
	char public_url[CONFIG_TEXT];	/* of the collector, "" = unknown;
					   no slash at the end */
	char dashboard_url[CONFIG_TEXT];	/* of the dashboard, the same;
					   unsaid, /dashboard where the
					   collector is */
	char cookie_domain[CONFIG_TEXT];
	char crm_origin[CONFIG_TEXT];	/* "" = https://COMPANY.pipedrive.com;
					   else loopback, for tests */
	char crm_ca[CONFIG_TEXT];	/* whose certificate that has, "" =
					   the system's list; for tests */
	bool crm_paced;			/* false: no pauses, for tests */
	bool post_loopback;		/* newsletters and webhooks may stand
					   at http://127.0.0.1, for tests */
	int64_t crm_daily_tokens;	/* of the company, if nobody says so */
	int64_t budget_share;		/* of those, in percent */
	char geo_database[CONFIG_TEXT];	/* an mmdb file, "" = none */
	bool durable;			/* durability = full */
	int64_t hits_per_minute;	/* per network, 0 = no limit */
	int64_t leads_per_hour;
	int64_t reads_per_hour;		/* of the API, the same */
	int64_t changes_per_hour;
	int64_t crew;			/* processes of the API */
	int64_t call_ms;		/* all that one call of it may read */
	int64_t readers;
	struct ip_range trusted[TRUSTED_PROXIES_MAX];
	size_t trusted_count;
};

/*
 * The file that config_read would read, absolute or as given: `path`, else
 * $LEADPIXEL_CONF (both need not exist), else the first that exists of
 * ../etc/leadpixel.conf beside the program's folder,
 * ~/.config/leadpixel/leadpixel.conf and /etc/leadpixel/leadpixel.conf.
 * False if there is none.
 */
bool config_find(const char *path, char out[CONFIG_TEXT]);

/*
 * Reads that file.  Relative paths in it are relative to its folder.  False
 * with "FILE:LINE: what is wrong" in `problem` (the program exits 78,
 * EX_CONFIG): an unknown key, a bad value, and a file of ours under the web
 * server's $DOCUMENT_ROOT are wrong.
 */
bool config_read(const char *path, struct config *config, char *problem,
    size_t room);

/* Name and value of the i-th setting, as one would write it; NULL at end. */
const char *config_show(const struct config *config, size_t i, char *value,
    size_t room);

/* The commented text of a new file; what `init` writes. */
extern const char config_example[];

#endif
