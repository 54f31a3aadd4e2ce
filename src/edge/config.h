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
	char file[CONFIG_TEXT];		/* where it was read, "" = none */
	char database[CONFIG_TEXT];
	char run_dir[CONFIG_TEXT];	/* sockets, pid files, limiter */
	char secrets[CONFIG_TEXT];
	char public_url[CONFIG_TEXT];	/* of the collector, "" = unknown */
	char cookie_domain[CONFIG_TEXT];
	char crm_origin[CONFIG_TEXT];	/* "" = https://COMPANY.pipedrive.com;
					   else loopback http, for tests */
	bool durable;			/* durability = full */
	int64_t hits_per_minute;	/* per network, 0 = no limit */
	int64_t leads_per_hour;
	int64_t readers;
	struct ip_range trusted[TRUSTED_PROXIES_MAX];
	size_t trusted_count;
};

/*
 * Reads the file: `path`, else $LEADPIXEL_CONF, else ../etc/leadpixel.conf
 * beside the program, else ~/.config/leadpixel/leadpixel.conf, else
 * /etc/leadpixel/leadpixel.conf.  Relative paths in it are relative to its
 * folder.  False with "FILE:LINE: what is wrong" in `problem` (the program
 * exits 78, EX_CONFIG); an unknown key or a bad value is wrong.
 */
bool config_read(const char *path, struct config *config, char *problem,
    size_t room);

/* The commented text of a new file; what `init` writes. */
extern const char config_example[];

#endif
