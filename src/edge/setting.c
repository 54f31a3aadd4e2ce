#include "setting.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "config.h"
#include "str.h"
#include "url.h"

static char *
text_at(struct setting_reader *reader, const struct setting *setting)
{
	return (char *)reader->config + setting->offset;
}

/* The room of each text is CONFIG_TEXT. */
static const char *
keep(struct setting_reader *reader, const struct setting *setting,
    const char *value, size_t size)
{
	char *const out = text_at(reader, setting);

	if (size >= CONFIG_TEXT)
		return "is too long";
	memcpy(out, value, size);
	out[size] = '\0';
	return NULL;
}

/*
 * What of `path` exists lies within `root`: a file there could be fetched by
 * anybody.
 */
static bool
lies_within(const char *path, const char *root)
{
	char real_root[PATH_MAX], there[PATH_MAX], real[PATH_MAX];

	if (realpath(root, real_root) == NULL)
		return false;
	snprintf(there, sizeof(there), "%s", path);
	while (realpath(there, real) == NULL) {
		char *const slash = strrchr(there, '/');
		if (slash == NULL || slash == there)
			return false;
		*slash = '\0';
	}
	const size_t size = strlen(real_root);
	return size > 1 && strncmp(real, real_root, size) == 0 &&
	    (real[size] == '/' || real[size] == '\0');
}

static const char *
take_path(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	const char *const root = getenv("DOCUMENT_ROOT");
	struct str path;

	if (value[0] == '\0')
		return "names no file";
	str_init(&path, text_at(reader, setting), CONFIG_TEXT);
	if (value[0] != '/') {
		str_add(&path, reader->folder);
		str_add_char(&path, '/');
	}
	str_add(&path, value);
	if (path.failed)
		return "is too long";
	if (root == NULL || !lies_within(path.data, root))
		return NULL;
	snprintf(reader->reason, sizeof(reader->reason),
	    "%s lies in the web server's document root, where anybody can"
	    " fetch it: move it out", path.data);
	return reader->reason;
}

static const char *
take_file(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	return value[0] == '\0' ? keep(reader, setting, "", 0)
	    : take_path(reader, setting, value);
}

/* It ends up in a script tag: nothing there that HTML could take up. */
static const char *
take_url(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	char memory[4 * CONFIG_TEXT];
	struct arena arena;
	struct url url;
	size_t size = strlen(value);

	if (size == 0)
		return keep(reader, setting, value, size);
	arena_init(&arena, memory, sizeof(memory));
	if (!url_parse(&arena, value, &url) || url.query[0] != '\0' ||
	    url.fragment[0] != '\0' || strpbrk(value, "\"'<>& ?#\\") != NULL)
		return "is not of the form https://www.example.com/lp";
	while (value[size - 1] == '/')
		size--;
	return keep(reader, setting, value, size);
}

/* A leading dot means the same (RFC 6265 5.2.3). */
static const char *
take_domain(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	static const char allowed[] =
	    "abcdefghijklmnopqrstuvwxyz0123456789-.";
	const char *const domain = value[0] == '.' ? value + 1 : value;
	const size_t size = strlen(domain);

	if (size > 0 && (strspn(domain, allowed) != size ||
	    strchr(domain, '.') == NULL || domain[0] == '.' ||
	    domain[size - 1] == '.' || size > HOST_MAX))
		return "is not of the form example.com (lower case, no port)";
	return keep(reader, setting, domain, size);
}

/* A token must never leave for a plain http host elsewhere. */
static const char *
take_loopback(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	char memory[4 * CONFIG_TEXT];
	struct arena arena;
	struct url url;
	size_t size = strlen(value);

	if (size == 0)
		return keep(reader, setting, value, size);
	arena_init(&arena, memory, sizeof(memory));
	if (!url_parse(&arena, value, &url) ||
	    strcmp(url.path, "/") != 0 || url.query[0] != '\0' ||
	    (strcmp(url.host, "127.0.0.1") != 0 &&
	    strcmp(url.host, "[::1]") != 0 &&
	    strcmp(url.host, "localhost") != 0))
		return "is not of the form http://127.0.0.1:PORT (it is for"
		    " tests; leave it empty)";
	if (value[size - 1] == '/')
		size--;
	return keep(reader, setting, value, size);
}

static const char *
take_number(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	int64_t number;

	if (!str_int(value, setting->min, setting->max, &number)) {
		snprintf(reader->reason, sizeof(reader->reason),
		    "is not a whole number from %lld to %lld",
		    (long long)setting->min, (long long)setting->max);
		return reader->reason;
	}
	memcpy(text_at(reader, setting), &number, sizeof(number));
	return NULL;
}

static const char *
take_switch(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	const bool on = strcmp(value, "on") == 0;

	if (!on && strcmp(value, "off") != 0)
		return "is neither \"on\" nor \"off\"";
	memcpy(text_at(reader, setting), &on, sizeof(on));
	return NULL;
}

static const char *
take_durability(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	(void)setting;
	if (strcmp(value, "full") != 0 && strcmp(value, "normal") != 0)
		return "is neither \"full\" nor \"normal\"";
	reader->config->durable = strcmp(value, "full") == 0;
	return NULL;
}

static const char *
take_networks(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	static const char gaps[] = " \t,";
	struct config *const config = reader->config;

	(void)setting;
	config->trusted_count = 0;
	for (value += strspn(value, gaps); *value != '\0';
	    value += strspn(value, gaps)) {
		const size_t size = strcspn(value, gaps);
		char range[64];
		snprintf(range, sizeof(range), "%.*s",
		    (int)(size < sizeof(range) ? size : sizeof(range)), value);
		if (config->trusted_count == TRUSTED_PROXIES_MAX)
			return "holds too many networks";
		if (!ip_range_parse(range,
		    &config->trusted[config->trusted_count++]))
			return "holds what is neither an address nor a"
			    " network such as 10.0.0.0/8";
		value += size;
	}
	return NULL;
}

static void
show_text(const struct config *config, const struct setting *setting,
    struct str *out)
{
	str_add(out, (const char *)config + setting->offset);
}

static void
show_number(const struct config *config, const struct setting *setting,
    struct str *out)
{
	int64_t number;

	memcpy(&number, (const char *)config + setting->offset,
	    sizeof(number));
	str_add_int(out, number);
}

static void
show_switch(const struct config *config, const struct setting *setting,
    struct str *out)
{
	bool on;

	memcpy(&on, (const char *)config + setting->offset, sizeof(on));
	str_add(out, on ? "on" : "off");
}

static void
show_durability(const struct config *config, const struct setting *setting,
    struct str *out)
{
	(void)setting;
	str_add(out, config->durable ? "full" : "normal");
}

static void
show_networks(const struct config *config, const struct setting *setting,
    struct str *out)
{
	(void)setting;
	for (size_t i = 0; i < config->trusted_count; i++) {
		const struct ip_range *const range = &config->trusted[i];
		char address[IP_TEXT];
		ip_print(&range->network, address);
		/* an IPv4 network is shown as one (ip.h) */
		str_addf(out, "%s%s/%d", i > 0 ? " " : "", address,
		    range->bits - (strchr(address, ':') == NULL ? 96 : 0));
	}
}

/* Stores a value; NULL, or why it is refused. */
typedef const char *taker(struct setting_reader *reader,
    const struct setting *setting, const char *value);
typedef void shower(const struct config *config,
    const struct setting *setting, struct str *out);

static const struct {
	taker *take;
	shower *show;
} kinds[] = {
	[SETTING_PATH] = { take_path, show_text },
	[SETTING_FILE] = { take_file, show_text },
	[SETTING_URL] = { take_url, show_text },
	[SETTING_DOMAIN] = { take_domain, show_text },
	[SETTING_LOOPBACK] = { take_loopback, show_text },
	[SETTING_NUMBER] = { take_number, show_number },
	[SETTING_SWITCH] = { take_switch, show_switch },
	[SETTING_DURABILITY] = { take_durability, show_durability },
	[SETTING_NETWORKS] = { take_networks, show_networks },
};

const char *
setting_take(struct setting_reader *reader, const struct setting *setting,
    const char *value)
{
	return kinds[setting->kind].take(reader, setting, value);
}

void
setting_show(const struct config *config, const struct setting *setting,
    struct str *out)
{
	kinds[setting->kind].show(config, setting, out);
}
