#include "manage.h"

#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "arena.h"
#include "bounds.h"
#include "hash.h"
#include "keys.h"
#include "label.h"
#include "pixels.h"
#include "projects.h"
#include "rules.h"
#include "str.h"
#include "url.h"

enum { MADE_ID_BYTES = 8 };

/* The first thing wrong with what was asked, without the database. */
static enum edited
check_project(const struct editor *editor, const struct project *project)
{
	if (!label_name(project->name))
		return edit_wrong(editor, "name", "NAME is 1 to %d bytes of"
		    " text, without blanks at its ends", LABEL_MAX);
	if (!label_among(project->crm, "off watch on"))
		return edit_wrong(editor, "crm", "--crm is off, watch or on,"
		    " not \"%.40s\"", project->crm);
	if (strcmp(project->crm, "off") != 0 && project->account == NULL)
		return edit_wrong(editor, "crm", "--crm %s needs an account:"
		    " make one by `leadpixel crm account NAME --domain"
		    " COMPANY`, then give --account NAME", project->crm);
	return rules_check(editor, project);
}

static enum edited
find_account(const struct editor *editor, struct project *project)
{
	const struct account *account;

	if (project->account == NULL)
		return EDITED;
	if (!accounts_find(editor->db, editor->arena, project->account,
	    &account))
		return EDIT_FAILED;
	if (account == NULL)
		return edit_wrong(editor, "account", "there is no account"
		    " \"%.60s\": make it by `leadpixel crm account %.60s"
		    " --domain COMPANY`", project->account,
		    project->account);
	project->account_id = account->id;
	return EDITED;
}

static enum edited
add_project(const struct editor *editor, struct project *project)
{
	const struct project *same;
	char detail[256];
	const enum edited found = find_account(editor, project);

	if (found != EDITED)
		return found;
	if (!projects_find(editor->db, editor->arena, project->name, &same))
		return EDIT_FAILED;
	if (same != NULL)
		return edit_refuse(editor, "a project \"%s\" exists"
		    " already; `leadpixel project list` shows it",
		    project->name);
	snprintf(detail, sizeof(detail), "privacy=%s crm=%s account=%s"
	    " ip_policy=%s", project->privacy, project->crm,
	    project->account == NULL ? "-" : project->account,
	    project->ip_policy);
	if (!projects_add(editor->db, project, editor->now) ||
	    edit_note(editor, "project add", project->name, detail)
	    != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

enum edited
manage_enter_project(const struct editor *editor,
    const struct new_project *new, int64_t *id)
{
	struct project project = {
		.name = new->name,
		.privacy = new->privacy,
		.account = new->account,
		.crm = new->crm == NULL ? "off" : new->crm,
		.ip_policy = new->ip_policy == NULL ? "masked"
		    : new->ip_policy,
		.time_zone = new->time_zone == NULL ? "UTC"
		    : new->time_zone,
		.hold_seconds = new->hold_seconds == -1 ? HOLD_SECONDS
		    : new->hold_seconds,
	};
	const enum edited checked = check_project(editor, &project);

	if (checked != EDITED)
		return checked;
	const enum edited added = add_project(editor, &project);
	*id = project.id;
	return added;
}

enum edited
manage_project(const struct editor *editor, const struct new_project *new)
{
	int64_t id;

	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, manage_enter_project(editor, new, &id));
}

enum edited
manage_find_project(const struct editor *editor, const char *name,
    int64_t *id)
{
	const struct project *project;

	if (!projects_find(editor->db, editor->arena, name, &project))
		return EDIT_FAILED;
	if (project == NULL)
		return edit_refuse(editor, "there is no project"
		    " \"%.100s\"; `leadpixel project list` shows those there"
		    " are", name);
	*id = project->id;
	return EDITED;
}

/* Sixteen digits that nobody guesses and everybody can copy. */
static const char *
make_public_id(struct arena *arena)
{
	unsigned char bytes[MADE_ID_BYTES];
	char *const room = arena_take(arena, 2 * MADE_ID_BYTES + 1);
	struct str text;

	if (room == NULL)
		return NULL;
	hash_random(bytes, sizeof(bytes));
	str_init(&text, room, 2 * MADE_ID_BYTES + 1);
	str_add_hex(&text, bytes, sizeof(bytes));
	return room;
}

enum edited
manage_check_hosts(const struct editor *editor, const char **hosts)
{
	const char *bad;

	*hosts = label_hosts(editor->arena, *hosts == NULL ? "" : *hosts,
	    &bad);
	if (*hosts == NULL && bad != NULL)
		return edit_wrong(editor, "allowed_hosts",
		    "the hosts hold \"%.80s\", which"
		    " is no host name; write example.com, without https://"
		    " and without port", bad);
	if (*hosts == NULL)
		return edit_wrong(editor, "allowed_hosts",
		    "a pixel has at most %d hosts;"
		    " sub-domains are included", ALLOWED_HOSTS_MAX);
	return EDITED;
}

enum edited
manage_check_website(const struct editor *editor, const char *website)
{
	struct url url;

	if (strlen(website) <= URL_MAX &&
	    url_parse(editor->arena, website, &url))
		return EDITED;
	return edit_wrong(editor, "website_url", "--website is an address"
	    " such as https://www.example.com");
}

static enum edited
check_pixel(const struct editor *editor, struct new_pixel *new)
{
	if (!label_name(new->name))
		return edit_wrong(editor, "name", "NAME is 1 to %d bytes of"
		    " text, without blanks at its ends", LABEL_MAX);
	if (new->public_id == NULL)
		new->public_id = make_public_id(editor->arena);
	if (new->public_id == NULL)
		return EDIT_FAILED;
	if (!label_public_id(new->public_id))
		return edit_wrong(editor, "id", "--id is %d to %d of"
		    " A-Z a-z 0-9 - _", PUBLIC_ID_MIN, PUBLIC_ID_MAX);
	if (new->website != NULL) {
		const enum edited checked = manage_check_website(editor,
		    new->website);
		if (checked != EDITED)
			return checked;
	}
	return manage_check_hosts(editor, &new->hosts);
}

/* Nobody else may have the id, nor the project another of the name. */
static enum edited
check_unique(const struct editor *editor, const struct new_pixel *new,
    int64_t project_id)
{
	const struct pixel_row *same;

	if (!pixels_find(editor->db, editor->arena, new->public_id, &same))
		return EDIT_FAILED;
	if (same != NULL)
		return edit_refuse(editor, "the id %s is taken by \"%s\""
		    " of project \"%s\"", new->public_id, same->name,
		    same->project);
	if (!pixels_named(editor->db, editor->arena, project_id, new->name,
	    &same))
		return EDIT_FAILED;
	if (same != NULL)
		return edit_refuse(editor, "project \"%s\" has a pixel"
		    " \"%s\" already: %s", new->project, new->name,
		    same->public_id);
	return EDITED;
}

static enum edited
add_pixel(const struct editor *editor, const struct new_pixel *new)
{
	struct pixel_row pixel = { .public_id = new->public_id,
		.name = new->name, .website = new->website,
		.hosts = new->hosts };
	char detail[256];
	enum edited so_far = manage_find_project(editor, new->project,
	    &pixel.project_id);

	if (so_far == EDITED)
		so_far = check_unique(editor, new, pixel.project_id);
	if (so_far != EDITED)
		return so_far;
	snprintf(detail, sizeof(detail), "project=%.100s name=%.100s",
	    new->project, new->name);
	if (!pixels_add(editor->db, &pixel, editor->now) ||
	    edit_note(editor, "pixel add", new->public_id, detail)
	    != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

enum edited
manage_pixel(const struct editor *editor, struct new_pixel *new)
{
	const enum edited checked = check_pixel(editor, new);

	if (checked != EDITED)
		return checked;
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, add_pixel(editor, new));
}

static enum edited
set_hosts(const struct editor *editor, const struct new_hosts *new)
{
	const struct pixel_row *pixel;

	if (!pixels_find(editor->db, editor->arena, new->public_id, &pixel))
		return EDIT_FAILED;
	if (pixel == NULL)
		return edit_refuse(editor, "there is no pixel \"%.100s\";"
		    " `leadpixel pixel list` shows those there are",
		    new->public_id);
	if (!pixels_set_hosts(editor->db, pixel->id, new->hosts) ||
	    edit_note(editor, "pixel hosts", new->public_id,
	    new->hosts[0] == '\0' ? "any" : new->hosts) != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

enum edited
manage_hosts(const struct editor *editor, struct new_hosts *new)
{
	const enum edited checked = manage_check_hosts(editor,
	    &new->hosts);

	if (checked != EDITED)
		return checked;
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, set_hosts(editor, new));
}

static enum edited
add_key(const struct editor *editor, struct key_row *key,
    const struct new_key *new)
{
	bool taken;

	if (new->project != NULL) {
		const enum edited found = manage_find_project(editor,
		    new->project, &key->project_id);
		if (found != EDITED)
			return found;
	}
	if (!keys_named(editor->db, key->name, &taken))
		return EDIT_FAILED;
	if (taken)
		return edit_refuse(editor, "a key \"%s\" exists already:"
		    " choose another name, a key is shown only once",
		    key->name);
	if (!keys_add(editor->db, key, editor->now))
		return EDIT_FAILED;
	return edit_note(editor, "key add", key->name, key->role);
}

/* "lp_" tells whoever finds it what it is. */
static void
make_key(struct new_key *new, struct key_row *key)
{
	unsigned char secret[HASH_SIZE];
	struct str text;

	hash_random(secret, sizeof(secret));
	str_init(&text, new->text, sizeof(new->text));
	str_add(&text, "lp_");
	str_add_hex(&text, secret, sizeof(secret));
	hash_sha256(new->text, text.size, key->digest);
}

enum edited
manage_key(const struct editor *editor, struct new_key *new)
{
	struct key_row key = { .name = new->name,
		.role = new->role == NULL ? "read" : new->role };

	if (!label_name(key.name))
		return edit_wrong(editor, "name", "NAME is 1 to %d bytes of"
		    " text, without blanks at its ends", LABEL_MAX);
	if (!label_among(key.role, "read manage"))
		return edit_wrong(editor, "role",
		    "--role is read or manage, not"
		    " \"%.40s\"", key.role);
	make_key(new, &key);
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, add_key(editor, &key, new));
}

static enum edited
revoke_key(const struct editor *editor, const char *name)
{
	bool done;

	if (!keys_revoke(editor->db, name, editor->now, &done))
		return EDIT_FAILED;
	if (!done)
		return edit_refuse(editor, "there is no key \"%.100s\" in"
		    " use; `leadpixel key list` shows those there are", name);
	return edit_note(editor, "key revoke", name, NULL);
}

enum edited
manage_revoke_key(const struct editor *editor, const char *name)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, revoke_key(editor, name));
}
