#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ini.h"
#include "setting.h"
#include "str.h"

#define AT(member) offsetof(struct config, member)

static const struct setting settings[] = {
	{ "database", "data/leadpixel.db", SETTING_PATH, AT(database), 0, 0 },
	{ "run_dir", "run", SETTING_PATH, AT(run_dir), 0, 0 },
	{ "secrets", "secrets", SETTING_PATH, AT(secrets), 0, 0 },
	{ "public_url", "", SETTING_URL, AT(public_url), 0, 0 },
	{ "dashboard_url", "", SETTING_URL, AT(dashboard_url), 0, 0 },
	{ "cookie_domain", "", SETTING_DOMAIN, AT(cookie_domain), 0, 0 },
	{ "trusted_proxies", "", SETTING_NETWORKS, AT(trusted), 0, 0 },
	{ "hits_per_minute", "100", SETTING_NUMBER, AT(hits_per_minute),
	    0, 1000000 },
	{ "leads_per_hour", "20", SETTING_NUMBER, AT(leads_per_hour),
	    0, 1000000 },
	{ "reads_per_hour", "3600", SETTING_NUMBER, AT(reads_per_hour),
	    0, 1000000 },
	{ "changes_per_hour", "600", SETTING_NUMBER, AT(changes_per_hour),
	    0, 1000000 },
	{ "api_deadline_ms", "2000", SETTING_NUMBER, AT(call_ms), 1, 60000 },
	{ "api_processes", "4", SETTING_NUMBER, AT(crew), 2, CREW_MAX },
	{ "readers", "256", SETTING_NUMBER, AT(readers), 1, READERS_MAX },
	{ "durability", "full", SETTING_DURABILITY, AT(durable), 0, 0 },
	{ "geo_database", "", SETTING_FILE, AT(geo_database), 0, 0 },
	{ "crm_daily_tokens", "30000", SETTING_NUMBER, AT(crm_daily_tokens),
	    1000, 1000000000 },
	{ "budget_share", "25", SETTING_NUMBER, AT(budget_share), 1, 100 },
	{ "crm_origin", "", SETTING_LOOPBACK, AT(crm_origin), 0, 0 },
	{ "crm_ca", "", SETTING_FILE, AT(crm_ca), 0, 0 },
	{ "crm_pace", "on", SETTING_SWITCH, AT(crm_paced), 0, 0 },
	{ "post_loopback", "off", SETTING_SWITCH, AT(post_loopback), 0, 0 },
};

enum { SETTINGS = sizeof(settings) / sizeof(settings[0]) };

/* One reading of the file. */
struct reading {
	struct setting_reader reader;
	char folder[PATH_MAX];
	unsigned seen;			/* a bit a setting */
};

static const char *
refuse_name(struct reading *reading, const char *section, const char *name)
{
	if (section[0] != '\0')
		snprintf(reading->reader.reason, sizeof(reading->reader.reason),
		    "stands in a section [%.60s]; this file has none",
		    section);
	else
		snprintf(reading->reader.reason, sizeof(reading->reader.reason),
		    "unknown setting \"%.60s\"", name);
	return reading->reader.reason;
}

/* "database: names no file", in place. */
static const char *
refuse_value(struct reading *reading, const char *name, const char *why)
{
	char copy[CONFIG_TEXT];

	snprintf(copy, sizeof(copy), "%s", why);
	snprintf(reading->reader.reason, sizeof(reading->reader.reason),
	    "%s %.480s", name, copy);
	return reading->reader.reason;
}

static const char *
take_line(void *context, const char *section, const char *name,
    const char *value)
{
	struct reading *const reading = context;
	unsigned i = 0;

	while (i < SETTINGS && strcmp(settings[i].name, name) != 0)
		i++;
	if (i == SETTINGS || section[0] != '\0')
		return refuse_name(reading, section, name);
	if ((reading->seen & 1u << i) != 0)
		return refuse_value(reading, name, "is given twice");
	reading->seen |= 1u << i;
	const char *const why = setting_take(&reading->reader,
	    &settings[i], value);
	return why == NULL ? NULL : refuse_value(reading, name, why);
}

/* Beside the collector, whatever path that has there. */
static void
place_dashboard(struct config *config)
{
	const char *const host = strstr(config->public_url, "://");

	if (host == NULL || config->dashboard_url[0] != '\0')
		return;
	snprintf(config->dashboard_url, sizeof(config->dashboard_url),
	    "%.*s/dashboard", (int)(host + 3 + strcspn(host + 3, "/") -
	    config->public_url), config->public_url);
}

/* What the file does not say, said as if it did. */
static bool
take_presets(struct reading *reading, struct str *problem)
{
	for (unsigned i = 0; i < SETTINGS; i++) {
		if ((reading->seen & 1u << i) != 0)
			continue;
		const char *const why = take_line(reading, "",
		    settings[i].name, settings[i].preset);
		if (why == NULL)
			continue;
		str_addf(problem, "%s: %s", reading->reader.config->file, why);
		return false;
	}
	return true;
}

/* etc/ beside the folder of the running program; "" if too far away. */
static void
beside_program(char out[CONFIG_TEXT])
{
	char own[CONFIG_TEXT - 32];
	const ssize_t size = readlink("/proc/self/exe", own, sizeof(own) - 1);
	char *slash = NULL;

	own[size > 0 ? size : 0] = '\0';
	for (int up = 0; up < 2; up++) {
		slash = strrchr(own, '/');
		if (slash != NULL)
			*slash = '\0';
	}
	out[0] = '\0';
	if (slash != NULL)
		snprintf(out, CONFIG_TEXT, "%s/etc/leadpixel.conf", own);
}

static bool
find_first(char out[CONFIG_TEXT])
{
	const char *const home = getenv("HOME");

	beside_program(out);
	if (out[0] != '\0' && access(out, F_OK) == 0)
		return true;
	if (home != NULL && home[0] == '/') {
		snprintf(out, CONFIG_TEXT,
		    "%.400s/.config/leadpixel/leadpixel.conf", home);
		if (access(out, F_OK) == 0)
			return true;
	}
	snprintf(out, CONFIG_TEXT, "/etc/leadpixel/leadpixel.conf");
	return access(out, F_OK) == 0;
}

bool
config_find(const char *path, char out[CONFIG_TEXT])
{
	if (path == NULL)
		path = getenv("LEADPIXEL_CONF");
	if (path == NULL || path[0] == '\0')
		return find_first(out);
	snprintf(out, CONFIG_TEXT, "%s", path);
	return true;
}

/* The file's own folder, so that a link to the file stays where it is. */
static bool
find_folder(const char *file, char out[PATH_MAX])
{
	char folder[CONFIG_TEXT];
	char *slash;

	snprintf(folder, sizeof(folder), "%s", file);
	slash = strrchr(folder, '/');
	if (slash == NULL)
		return realpath(".", out) != NULL;
	slash[slash == folder ? 1 : 0] = '\0';
	return realpath(folder, out) != NULL;
}

bool
config_read(const char *path, struct config *config, char *problem,
    size_t room)
{
	struct reading reading = { .reader = { .config = config } };
	struct str said;

	reading.reader.folder = reading.folder;
	memset(config, 0, sizeof(*config));
	str_init(&said, problem, room);
	if (!config_find(path, config->file)) {
		str_add(&said, "there is no leadpixel.conf: run `leadpixel"
		    " init`, or name one by --config FILE or"
		    " LEADPIXEL_CONF");
		return false;
	}
	if (!find_folder(config->file, reading.folder)) {
		str_addf(&said, "%s: no such file", config->file);
		return false;
	}
	if (!ini_read(config->file, take_line, &reading, problem, room) ||
	    !take_presets(&reading, &said))
		return false;
	place_dashboard(config);
	return true;
}

const char *
config_show(const struct config *config, size_t i, char *value, size_t room)
{
	struct str out;

	if (i >= SETTINGS)
		return NULL;
	str_init(&out, value, room);
	setting_show(config, &settings[i], &out);
	return settings[i].name;
}
