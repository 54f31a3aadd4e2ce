#include "rules.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bounds.h"
#include "label.h"
#include "projects.h"
#include "str.h"

enum { DAY_S = 24 * 60 * 60, RETENTION_MAX = 3650, WAIT_MAX = 365 };

/* The system knows it, or the system knows none and its shape is right. */
static bool
is_time_zone(const char *name)
{
	struct stat about;
	char path[128];

	/* those count leap seconds, or are the same once more */
	if (!label_time_zone(name) || str_starts(name, "right/") ||
	    str_starts(name, "posix/"))
		return false;
	snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name);
	return strcmp(name, "UTC") == 0 ||
	    (stat(path, &about) == 0 && S_ISREG(about.st_mode)) ||
	    access("/usr/share/zoneinfo", R_OK) != 0;
}

enum edited
rules_check(const struct editor *editor, const struct project *project)
{
	if (!label_among(project->privacy, "identified consent anonymous"))
		return edit_wrong(editor, "privacy", "--privacy is identified,"
		    " consent or anonymous, not \"%.40s\"", project->privacy);
	if (!label_among(project->ip_policy, "none masked full"))
		return edit_wrong(editor, "ip_policy",
		    "--ip-policy is none, masked or"
		    " full, not \"%.40s\"", project->ip_policy);
	if (project->hold_seconds < 0 || project->hold_seconds > DAY_S)
		return edit_wrong(editor, "hold_seconds",
		    "--hold is 0 to %d seconds",
		    DAY_S);
	if (!is_time_zone(project->time_zone))
		return edit_wrong(editor, "time_zone",
		    "--time-zone is a name such as"
		    " Europe/Berlin; \"%.60s\" is not known here",
		    project->time_zone);
	return EDITED;
}

static enum edited
read_switch(const struct editor *editor, const char *name, const char *text,
    bool *out)
{
	if (text == NULL)
		return EDITED;
	if (!label_among(text, "on off"))
		return edit_refuse(editor, "--%s is on or off, not"
		    " \"%.40s\"", name, text);
	*out = strcmp(text, "on") == 0;
	return EDITED;
}

/* Whose person a lead is, and which leads go to the CRM at all. */
static enum edited
read_matching(const struct editor *editor, const struct new_rules *new,
    struct project *project)
{
	if (new->weak_match != NULL)
		project->weak_match = new->weak_match;
	if (!label_among(project->weak_match, "review write"))
		return edit_wrong(editor, "weak_match",
		    "--weak-match is review or write,"
		    " not \"%.40s\"", project->weak_match);
	if (new->wait_days != -1)
		project->wait_days = new->wait_days;
	if (project->wait_days < 0 || project->wait_days > WAIT_MAX)
		return edit_wrong(editor, "wait_days", "--wait-days is 0 to %d",
		    WAIT_MAX);
	return read_switch(editor, "keep-back", new->keep_back,
	    &project->keep_back);
}

static enum edited
read_params(const struct editor *editor, const char *text, const char **out)
{
	const char *bad;

	if (text == NULL)
		return EDITED;
	*out = label_params(editor->arena, text, &bad);
	if (*out != NULL)
		return EDITED;
	return bad != NULL ? edit_wrong(editor, "custom_params",
	    "--custom-params holds"
	    " \"%.80s\": a name is 1 to %d of a-z 0-9 - _, none that"
	    " leadpixel keeps anyway, such as utm_source or gclid, and none"
	    " of a secret, such as token", bad,
	    CUSTOM_PARAM_MAX) : edit_wrong(editor, "custom_params",
	    "--custom-params is at"
	    " most %d bytes in all", CUSTOM_PARAMS_MAX - 1);
}

static enum edited
read_fields(const struct editor *editor, const char *text, const char **out)
{
	const char *bad;

	if (text == NULL)
		return EDITED;
	*out = label_fields(editor->arena, text, &bad);
	if (*out != NULL)
		return EDITED;
	return bad != NULL ? edit_wrong(editor, "store_fields",
	    "--store-fields holds"
	    " \"%.80s\", which is no field's name", bad)
	    : edit_wrong(editor, "store_fields",
	    "--store-fields is at most %d bytes in"
	    " all", STORE_FIELDS_MAX - 1);
}

static enum edited
read_paths(const struct editor *editor, const char *text, const char **out)
{
	const char *bad;

	if (text == NULL)
		return EDITED;
	*out = label_paths(editor->arena, text, &bad);
	if (*out != NULL)
		return EDITED;
	return bad != NULL ? edit_wrong(editor, "thank_you", "--thank-you holds"
	    " \"%.80s\": a path is what follows the host in a page's address,"
	    " such as /thanks, without \"?\" and \"#\"; a star may end it,"
	    " /danke/*, where more than \"/\" stands before it", bad)
	    : edit_wrong(editor, "thank_you",
	    "--thank-you is at most %d bytes in all",
	    THANK_YOU_MAX - 1);
}

/* Those that are lists. */
static enum edited
read_lists(const struct editor *editor, const struct new_rules *new,
    struct project *project)
{
	enum edited so_far = read_params(editor, new->custom_params,
	    &project->custom_params);

	if (so_far == EDITED)
		so_far = read_fields(editor, new->store_fields,
		    &project->store_fields);
	return so_far != EDITED ? so_far : read_paths(editor, new->thank_you,
	    &project->thank_you);
}

/* The project as it is to be. */
static enum edited
read_all(const struct editor *editor, const struct new_rules *new,
    struct project *project)
{
	enum edited so_far;

	if (new->privacy != NULL)
		project->privacy = new->privacy;
	if (new->ip_policy != NULL)
		project->ip_policy = new->ip_policy;
	if (new->time_zone != NULL)
		project->time_zone = new->time_zone;
	if (new->hold_seconds != -1)
		project->hold_seconds = new->hold_seconds;
	if (new->retention_days != -1)
		project->retention_days = new->retention_days;
	if (project->retention_days < 1 ||
	    project->retention_days > RETENTION_MAX)
		return edit_wrong(editor, "retention_days",
		    "--retention-days is 1 to %d",
		    RETENTION_MAX);
	so_far = rules_check(editor, project);
	if (so_far == EDITED)
		so_far = read_switch(editor, "dnt", new->dnt, &project->dnt);
	if (so_far == EDITED)
		so_far = read_matching(editor, new, project);
	return so_far != EDITED ? so_far : read_lists(editor, new, project);
}

void
rules_tell(struct str *said, const char *name, const char *was,
    const char *is)
{
	if (strcmp(was, is) == 0)
		return;
	str_addf(said, "%s%s: %s -> %s", said->size == 0 ? "" : "\n", name,
	    *was == '\0' ? "(none)" : was, *is == '\0' ? "(none)" : is);
}

static void
tell_number(struct str *said, const char *name, int64_t was, int64_t is)
{
	char before[32], after[32];

	snprintf(before, sizeof(before), "%lld", (long long)was);
	snprintf(after, sizeof(after), "%lld", (long long)is);
	rules_tell(said, name, before, after);
}

static void
tell_all(struct str *said, const struct project *was,
    const struct project *is)
{
	rules_tell(said, "privacy", was->privacy, is->privacy);
	rules_tell(said, "ip-policy", was->ip_policy, is->ip_policy);
	rules_tell(said, "dnt", was->dnt ? "on" : "off",
	    is->dnt ? "on" : "off");
	rules_tell(said, "custom-params", was->custom_params,
	    is->custom_params);
	rules_tell(said, "store-fields", was->store_fields, is->store_fields);
	rules_tell(said, "thank-you", was->thank_you, is->thank_you);
	tell_number(said, "hold", was->hold_seconds, is->hold_seconds);
	rules_tell(said, "time-zone", was->time_zone, is->time_zone);
	tell_number(said, "retention-days", was->retention_days,
	    is->retention_days);
	rules_tell(said, "weak-match", was->weak_match, is->weak_match);
	tell_number(said, "wait-days", was->wait_days, is->wait_days);
	rules_tell(said, "keep-back", was->keep_back ? "on" : "off",
	    is->keep_back ? "on" : "off");
}

enum edited
rules_apply(const struct editor *editor, const struct project *was,
    const struct new_rules *new, struct str *said)
{
	struct project project = *was;
	const enum edited checked = read_all(editor, new, &project);

	if (checked != EDITED)
		return checked;
	tell_all(said, was, &project);
	const enum edited forwarded = outlet_rules_change(editor, was->id,
	    &new->outlets, said);
	if (forwarded != EDITED || said->size == 0)
		return forwarded;
	if (said->failed || !projects_change(editor->db, &project) ||
	    edit_note(editor, "project set", was->name, said->data)
	    != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

static enum edited
change(const struct editor *editor, const char *name,
    const struct new_rules *new, struct str *said)
{
	const struct project *was;

	if (!projects_find(editor->db, editor->arena, name, &was))
		return EDIT_FAILED;
	if (was == NULL)
		return edit_refuse(editor, "there is no project"
		    " \"%.100s\"; `leadpixel project list` shows those there"
		    " are", name);
	return rules_apply(editor, was, new, said);
}

enum edited
rules_change(const struct editor *editor, const char *project,
    const struct new_rules *new, struct str *said)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, change(editor, project, new, said));
}
