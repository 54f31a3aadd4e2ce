#include "agent.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bot.h"
#include "bounds.h"
#include "family.h"
#include "hints.h"
#include "str.h"

struct agent_tables {
	const struct bot *bot;
	struct families *families;
};

/* "-" in a table: nothing. */
struct name {
	const char *theirs, *ours;
};

static const struct name browser_names[] = {
#include "browser_names.inc"
};

static const struct name system_names[] = {
#include "system_names.inc"
};

static const struct name apps[] = {
#include "apps.inc"
};

static const struct {
	const char *words, *without, *device;
} devices[] = {
#include "devices.inc"
};

static const struct {
	const char *words, *also;
} frozen[] = {
#include "frozen.inc"
};

/* What a Windows calls itself by hint, and what people call it. */
static const struct name windows[] = {
	{ "0.1", "7" }, { "0.2", "8" }, { "0.3", "8.1" },
};

/* Brands of the engine inside, whoever is around it. */
static const char *const engines[] = { "Chromium", "Android WebView" };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* learn.microsoft.com/en-us/microsoft-edge/web-platform/how-to-detect-win11 */
enum { WINDOWS_11 = 13 };

struct agent_tables *
agent_open(const struct bot *bot)
{
	struct agent_tables *tables = calloc(1, sizeof(*tables));

	if (tables == NULL)
		return NULL;
	tables->bot = bot;
	tables->families = families_open();
	if (tables->families != NULL)
		return tables;
	agent_close(tables);
	return NULL;
}

void
agent_close(struct agent_tables *tables)
{
	if (tables != NULL)
		families_close(tables->families);
	free(tables);
}

/* The row of their name, or NULL. */
static const struct name *
find_name(const struct name *table, size_t count, const char *theirs)
{
	for (size_t i = 0; theirs != NULL && i < count; i++)
		if (strcmp(table[i].theirs, theirs) == 0)
			return &table[i];
	return NULL;
}

static const char *
browser_name(const char *theirs)
{
	const struct name *row = find_name(browser_names,
	    COUNT(browser_names), theirs);

	return row == NULL ? theirs : row->ours;
}

static const char *
system_name(const char *theirs)
{
	const struct name *row = find_name(system_names,
	    COUNT(system_names), theirs);

	if (row == NULL)
		return theirs;
	return strcmp(row->ours, "-") == 0 ? NULL : row->ours;
}

/* "17.4" of 17, 4, 0; NULL without a first part. */
static const char *
join_version(struct arena *arena, const struct family *family, int parts)
{
	char room[AGENT_MAX + 1];
	struct str out;
	size_t kept = 0;

	str_init(&out, room, sizeof(room));
	for (int i = 0; i < parts && family->parts[i] != NULL; i++) {
		if (i > 0)
			str_add_char(&out, '.');
		str_add(&out, family->parts[i]);
		if (i == 0 || strcmp(family->parts[i], "0") != 0)
			kept = out.size;
	}
	return kept == 0 ? NULL : arena_copy(arena, out.data, kept);
}

static bool
is_engine(const char *brand)
{
	for (size_t i = 0; i < COUNT(engines); i++)
		if (strcmp(engines[i], brand) == 0)
			return true;
	return false;
}

/* The window of an app that uap-core does not know. */
static const char *
app_of(const char *user_agent)
{
	for (size_t i = 0; i < COUNT(apps); i++)
		if (strstr(user_agent, apps[i].theirs) != NULL)
			return apps[i].ours;
	return NULL;
}

static void
find_browser(const struct agent_tables *tables, struct arena *arena,
    const char *user_agent, const struct hints *hints, struct agent *out)
{
	const struct family family = family_find(tables->families,
	    FAMILY_BROWSER, arena, user_agent);

	out->browser = app_of(user_agent);
	if (out->browser != NULL)
		return;
	out->browser = browser_name(family.name);
	out->browser_version = join_version(arena, &family, 2);
	if (hints->brand == NULL || (is_engine(hints->brand) &&
	    out->browser != NULL))
		return;
	out->browser = browser_name(hints->brand);
	out->browser_version = hints->version;
}

static bool
is_frozen(const char *user_agent)
{
	for (size_t i = 0; i < COUNT(frozen); i++)
		if (strstr(user_agent, frozen[i].words) != NULL &&
		    (strcmp(frozen[i].also, "-") == 0 ||
		    strstr(user_agent, frozen[i].also) != NULL))
			return true;
	return false;
}

static const char *
windows_version(const char *hint)
{
	const struct name *row = find_name(windows, COUNT(windows), hint);
	const long major = strtol(hint, NULL, 10);

	if (row != NULL)
		return row->ours;
	if (major == 0)
		return NULL;
	return major >= WINDOWS_11 ? "11" : "10";
}

/*
 * The hint's platform, but for "Linux": the agent may know which one; a
 * television's browser is built for Linux, too.
 */
static void
find_system(const struct agent_tables *tables, struct arena *arena,
    const char *user_agent, const struct hints *hints, struct agent *out)
{
	const struct family family = family_find(tables->families,
	    FAMILY_SYSTEM, arena, user_agent);
	const char *const told = system_name(hints->platform);

	out->os = system_name(family.name);
	if (!is_frozen(user_agent))
		out->os_version = join_version(arena, &family, 3);
	if (told == NULL)
		return;
	if (out->os == NULL || (strcmp(out->os, told) != 0 &&
	    strcmp(told, "Linux") != 0)) {
		out->os = told;
		out->os_version = NULL;
	}
	if (hints->platform_version != NULL && strcmp(out->os, told) == 0)
		out->os_version = strcmp(told, "Windows") == 0
		    ? windows_version(hints->platform_version)
		    : hints->platform_version;
}

static const char *
device_named(const char *text)
{
	for (size_t i = 0; i < COUNT(devices); i++)
		if (strstr(text, devices[i].words) != NULL &&
		    (strcmp(devices[i].without, "-") == 0 ||
		    strstr(text, devices[i].without) == NULL))
			return devices[i].device;
	return NULL;
}

/* The model says more than the agent, where a hint tells it. */
static const char *
named_by_all(const char *user_agent, const struct hints *hints)
{
	char room[AGENT_MAX + HINTS_MAX + 8];
	struct str text;

	if (hints->model == NULL)
		return device_named(user_agent);
	str_init(&text, room, sizeof(room));
	str_add(&text, user_agent);
	str_add(&text, " ; ");
	str_add(&text, hints->model);
	return device_named(text.data);
}

static const char *
find_device(const char *user_agent, const struct hints *hints, const char *os)
{
	const char *const device = named_by_all(user_agent, hints);

	if (device != NULL && strcmp(device, "tv") == 0)
		return device;
	if (hints->mobile == 0 && os != NULL && strcmp(os, "Android") == 0)
		return "tablet";
	if (hints->mobile == 0 && device == NULL)
		return "desktop";
	if (hints->mobile == 1 && (device == NULL ||
	    strcmp(device, "desktop") == 0))
		return "mobile";
	return device;
}

void
agent_classify(const struct agent_tables *tables, struct arena *arena,
    const char *user_agent, const char *hints, struct agent *out)
{
	struct hints told;

	*out = (struct agent){ .browser = NULL };
	hints_parse(arena, hints, &told);
	find_browser(tables, arena, user_agent, &told, out);
	find_system(tables, arena, user_agent, &told, out);
	out->device = bot_matches(tables->bot, user_agent) ? "bot"
	    : find_device(user_agent, &told, out->os);
}
