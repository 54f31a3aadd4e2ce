#include "connect.h"

#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "arena.h"
#include "backlog.h"
#include "change.h"
#include "db.h"
#include "label.h"
#include "lead.h"
#include "person_fields.h"
#include "projects.h"

static enum edited
add_account(const struct editor *editor, struct account *account)
{
	const struct account *same;

	if (!accounts_find(editor->db, editor->arena, account->name, &same))
		return EDIT_FAILED;
	if (same != NULL)
		return edit_refuse(editor, "an account \"%s\" exists"
		    " already, for https://%s.pipedrive.com", same->name,
		    same->domain);
	if (!accounts_add(editor->db, account, editor->now))
		return EDIT_FAILED;
	return edit_note(editor, "crm account", account->name,
	    account->domain);
}

enum edited
connect_account(const struct editor *editor, const char *name,
    const char *company)
{
	struct account account = { .name = name,
		.domain = label_company(editor->arena, company) };

	if (!label_account(name))
		return edit_refuse(editor, "NAME is 1 to 40 of a-z 0-9"
		    " - _; it is a section of the secrets file");
	if (account.domain == NULL)
		return edit_refuse(editor, "--domain is the first part of"
		    " your address at Pipedrive: \"acme\" of"
		    " https://acme.pipedrive.com");
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, add_account(editor, &account));
}

static enum edited
check_mapping(const struct editor *editor, const struct mapped_field *field)
{
	const struct change_row row = { .name = field->name,
		.key = field->key, .type = field->type };
	struct change_target target;
	const char *wrong;

	if (lead_field_find(field->name) == NULL)
		return edit_refuse(editor, "NAME is a value of a lead, not"
		    " \"%.60s\"; `leadpixel crm fields` lists them all",
		    field->name);
	if (!label_among(field->policy, "always if_empty"))
		return edit_refuse(editor, "the last word is always or"
		    " if_empty, not \"%.40s\"", field->policy);
	wrong = change_target_read(&target, editor->arena, &row);
	if (wrong != NULL)
		return edit_refuse(editor, "%s cannot be mapped so: %s (KEY"
		    " and TYPE are what Pipedrive shows of the field; TYPE:"
		    " varchar, text, phone, double, monetary, enum, set, date,"
		    " daterange, time, timerange, address)",
		    field->name, wrong);
	return EDITED;
}

/* Two values in one field: each would overwrite the other, forever. */
static enum edited
check_key_free(const struct editor *editor, int64_t account_id,
    const struct mapped_field *field)
{
	const struct mapped_field *other;

	if (!accounts_map(editor->db, editor->arena, account_id, &other))
		return EDIT_FAILED;
	for (; other != NULL; other = other->next)
		if (strcmp(other->key, field->key) == 0 &&
		    strcmp(other->name, field->name) != 0)
			return edit_refuse(editor, "field %s receives"
			    " \"%s\" already: \"%s\" in the same field would"
			    " overwrite it", field->key, other->name,
			    field->name);
	return EDITED;
}

/* What Pipedrive said of that field, if it was ever asked (incident I13). */
static enum edited
check_type(const struct editor *editor, int64_t account_id,
    const struct mapped_field *field)
{
	const struct person_field *there;

	if (!person_fields_list(editor->db, editor->arena, account_id,
	    &there))
		return EDIT_FAILED;
	while (there != NULL && strcmp(there->key, field->key) != 0)
		there = there->next;
	if (there == NULL || strcmp(there->type, field->type) == 0)
		return EDITED;
	return edit_refuse(editor, "field %s, \"%.80s\", is of type %s in"
	    " Pipedrive, not %s", field->key, there->name, there->type,
	    field->type);
}

static enum edited
put_mapping(const struct editor *editor, const char *account_name,
    const struct mapped_field *field)
{
	const struct account *account;
	char detail[256];

	if (!accounts_find(editor->db, editor->arena, account_name,
	    &account))
		return EDIT_FAILED;
	if (account == NULL)
		return edit_refuse(editor, "there is no account \"%.60s\":"
		    " make it by `leadpixel crm account`", account_name);
	enum edited good = check_key_free(editor, account->id, field);
	if (good == EDITED)
		good = check_type(editor, account->id, field);
	if (good != EDITED)
		return good;
	if (!accounts_map_put(editor->db, account->id, field))
		return EDIT_FAILED;
	snprintf(detail, sizeof(detail), "%s -> %s %s %s", field->name,
	    field->key, field->type, field->policy);
	return edit_note(editor, "crm map", account->name, detail);
}

enum edited
connect_map(const struct editor *editor, const struct new_mapping *new)
{
	const struct lead_field *const value = lead_field_find(new->name);
	const struct mapped_field field = {
		.name = new->name,
		.key = new->key,
		.type = new->type,
		.policy = new->policy != NULL ? new->policy
		    : value != NULL && value->first ? "if_empty"
		    : "always",
	};
	const enum edited checked = check_mapping(editor, &field);

	if (checked != EDITED)
		return checked;
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, put_mapping(editor, new->account,
	    &field));
}

/* The id of `name`, or what the project has, for a mode that needs one. */
static enum edited
choose_account(const struct editor *editor, const struct project *project,
    const char *name, int64_t *id)
{
	const struct account *account;

	*id = name == NULL ? project->account_id : 0;
	if (name == NULL || *name == '\0')
		return EDITED;
	if (!accounts_find(editor->db, editor->arena, name, &account))
		return EDIT_FAILED;
	if (account == NULL)
		return edit_wrong(editor, "account", "there is no account"
		    " \"%.60s\": make it by `leadpixel crm account`", name);
	*id = account->id;
	return EDITED;
}

/* Those it kept back so far, if they are wanted. */
static bool
send_earlier(const struct editor *editor, const struct project *project,
    int64_t account, struct new_mode *new)
{
	const struct backlog backlog = { .project = project->id,
		.since = new->since, .account = account,
		.now = editor->now };

	new->sent = 0;
	return !new->earlier || backlog_send(editor->db, &backlog,
	    &new->sent);
}

enum edited
connect_apply(const struct editor *editor, const struct project *project,
    struct new_mode *new)
{
	char detail[160];
	int64_t id;
	const enum edited chosen = choose_account(editor, project,
	    new->account, &id);
	if (chosen != EDITED)
		return chosen;
	if (id == 0 && strcmp(new->crm, "off") != 0)
		return edit_wrong(editor, "account",
		    "project \"%s\" has no account"
		    " yet: give --account NAME", project->name);
	if (!projects_set_crm(editor->db, project->id, new->crm, id) ||
	    !send_earlier(editor, project, id, new))
		return EDIT_FAILED;
	snprintf(detail, sizeof(detail), "crm=%s account=%s earlier=%lld",
	    new->crm, new->account != NULL ? new->account
	    : project->account != NULL ? project->account : "-",
	    (long long)new->sent);
	if (edit_note(editor, "project crm", project->name, detail)
	    != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

static enum edited
set_crm(const struct editor *editor, struct new_mode *new)
{
	const struct project *project;

	if (!projects_find(editor->db, editor->arena, new->project,
	    &project))
		return EDIT_FAILED;
	if (project == NULL)
		return edit_refuse(editor, "there is no project"
		    " \"%.100s\"; `leadpixel project list` shows those there"
		    " are", new->project);
	return connect_apply(editor, project, new);
}

enum edited
connect_project(const struct editor *editor, struct new_mode *new)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, set_crm(editor, new));
}
