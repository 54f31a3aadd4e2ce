/* setting: the kinds of values leadpixel.conf holds. */
#ifndef SETTING_H
#define SETTING_H

#include <stddef.h>
#include <stdint.h>

struct config;
struct str;

enum setting_kind {
	SETTING_PATH,		/* relative to the file's folder */
	SETTING_FILE,		/* that, or "" for none */
	SETTING_URL,		/* "" or https://host/path, kept without the
				   slash at its end */
	SETTING_DOMAIN,		/* "" or example.com */
	SETTING_LOOPBACK,	/* "" or http://127.0.0.1:PORT, https */
	SETTING_NUMBER,
	SETTING_SWITCH,		/* on, off */
	SETTING_DURABILITY,	/* full, normal */
	SETTING_NETWORKS	/* addresses and networks, blanks between */
};

/* A line of the table in config.c. */
struct setting {
	const char *name, *preset;
	enum setting_kind kind;
	size_t offset;		/* in struct config */
	int64_t min, max;	/* of a number */
};

/* What reading a value needs. */
struct setting_reader {
	struct config *config;
	const char *folder;	/* of the file, absolute */
	char reason[512];	/* room for a refusal that names things */
};

/* Stores a value; NULL, or why it is refused ("is too long"). */
const char *setting_take(struct setting_reader *reader,
    const struct setting *setting, const char *value);

/* Adds the value as one would write it. */
void setting_show(const struct config *config, const struct setting *setting,
    struct str *out);

#endif
