#include "amend.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "connect.h"
#include "label.h"
#include "manage.h"
#include "pixels.h"
#include "projects.h"
#include "str.h"

/* Who else ended it while we were asked. */
static enum edited
find_project(const struct editor *editor, int64_t id,
    const struct project **out)
{
	if (!projects_read(editor->db, editor->arena, id, out))
		return EDIT_FAILED;
	return *out != NULL ? EDITED : edit_refuse(editor,
	    "this project is not there any more");
}

static enum edited
rename_project(const struct editor *editor, const struct project *project,
    const char *name)
{
	const struct project *same;

	if (name == NULL || strcmp(name, project->name) == 0)
		return EDITED;
	if (!label_name(name))
		return edit_wrong(editor, "name", "NAME is 1 to %d bytes of"
		    " text, without blanks at its ends", LABEL_MAX);
	if (!projects_find(editor->db, editor->arena, name, &same))
		return EDIT_FAILED;
	if (same != NULL)
		return edit_refuse(editor, "a project \"%s\" exists already",
		    name);
	if (!projects_rename(editor->db, project->id, name) ||
	    edit_note(editor, "project rename", project->name, name)
	    != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

static enum edited
set_rules(const struct editor *editor, const struct project *project,
    const struct new_rules *rules)
{
	char *const room = arena_room(editor->arena, RULES_TEXT);
	struct str said;

	if (room == NULL)
		return EDIT_FAILED;
	str_init(&said, room, RULES_TEXT);
	return rules_apply(editor, project, rules, &said);
}

static enum edited
set_mode(const struct editor *editor, const struct project *project,
    const struct project_wish *wish)
{
	struct new_mode mode = { .project = project->name,
		.crm = wish->crm != NULL ? wish->crm : project->crm,
		.account = wish->account };

	if (wish->crm == NULL && wish->account == NULL)
		return EDITED;
	if (!label_among(mode.crm, "off watch on"))
		return edit_wrong(editor, "crm", "--crm is off, watch or on,"
		    " not \"%.40s\"", mode.crm);
	return connect_apply(editor, project, &mode);
}

static enum edited
change_project(const struct editor *editor, int64_t id,
    const struct project_wish *wish)
{
	const struct project *project;
	enum edited so_far = find_project(editor, id, &project);

	if (so_far == EDITED)
		so_far = rename_project(editor, project, wish->name);
	if (so_far == EDITED)
		so_far = set_rules(editor, project, &wish->rules);
	return so_far == EDITED ? set_mode(editor, project, wish) : so_far;
}

enum edited
amend_project(const struct editor *editor, int64_t id,
    const struct project_wish *wish)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, change_project(editor, id, wish));
}

/* What it is made with, and then all the rest of its rules. */
static enum edited
make_project(const struct editor *editor, const struct project_wish *wish,
    int64_t *id)
{
	const struct new_project new = {
		.name = wish->name,
		.privacy = wish->rules.privacy,
		.account = wish->account != NULL && *wish->account != '\0'
		    ? wish->account : NULL,
		.crm = wish->crm,
		.ip_policy = wish->rules.ip_policy,
		.time_zone = wish->rules.time_zone,
		.hold_seconds = wish->rules.hold_seconds,
	};
	const struct project *project;
	enum edited so_far = manage_enter_project(editor, &new, id);

	if (so_far == EDITED)
		so_far = find_project(editor, *id, &project);
	return so_far == EDITED ? set_rules(editor, project, &wish->rules)
	    : so_far;
}

enum edited
amend_new_project(const struct editor *editor,
    const struct project_wish *wish, int64_t *id)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, make_project(editor, wish, id));
}

static enum edited
end_project(const struct editor *editor, int64_t id)
{
	const struct project *project;
	const enum edited found = find_project(editor, id, &project);

	if (found != EDITED)
		return found;
	if (!projects_end(editor->db, id) || edit_note(editor,
	    "project end", project->name, NULL) != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

enum edited
amend_end_project(const struct editor *editor, int64_t id)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, end_project(editor, id));
}

static enum edited
find_pixel(const struct editor *editor, const char *public_id,
    const struct pixel_row **out)
{
	if (!pixels_find(editor->db, editor->arena, public_id, out))
		return EDIT_FAILED;
	return *out != NULL && (*out)->active ? EDITED : edit_refuse(editor,
	    "this pixel is not there any more");
}

/* The name as it is to be, which no other pixel of the project has. */
static enum edited
check_name(const struct editor *editor, const struct pixel_row *pixel)
{
	const struct pixel_row *same;

	if (!label_name(pixel->name))
		return edit_wrong(editor, "name", "NAME is 1 to %d bytes of"
		    " text, without blanks at its ends", LABEL_MAX);
	if (!pixels_named(editor->db, editor->arena, pixel->project_id,
	    pixel->name, &same))
		return EDIT_FAILED;
	if (same == NULL || same->id == pixel->id)
		return EDITED;
	return edit_refuse(editor, "project \"%s\" has a pixel \"%s\""
	    " already: %s", same->project, same->name, same->public_id);
}

/* The row as it is to be. */
static enum edited
apply_wish(const struct editor *editor, const struct pixel_wish *wish,
    struct pixel_row *pixel)
{
	enum edited so_far = EDITED;

	if (wish->name != NULL)
		pixel->name = wish->name;
	if (wish->website != NULL)
		pixel->website = *wish->website == '\0' ? NULL
		    : wish->website;
	if (wish->hosts != NULL) {
		pixel->hosts = wish->hosts;
		so_far = manage_check_hosts(editor, &pixel->hosts);
	}
	if (so_far == EDITED && pixel->website != NULL)
		so_far = manage_check_website(editor, pixel->website);
	return so_far == EDITED ? check_name(editor, pixel) : so_far;
}

static enum edited
change_pixel(const struct editor *editor, const char *public_id,
    const struct pixel_wish *wish)
{
	const struct pixel_row *was;
	char detail[1024];
	enum edited so_far = find_pixel(editor, public_id, &was);

	if (so_far != EDITED)
		return so_far;
	struct pixel_row pixel = *was;
	so_far = apply_wish(editor, wish, &pixel);
	if (so_far != EDITED)
		return so_far;
	snprintf(detail, sizeof(detail), "name=%.100s website=%.200s"
	    " hosts=%.600s", pixel.name, pixel.website == NULL ? "-"
	    : pixel.website, *pixel.hosts == '\0' ? "any" : pixel.hosts);
	if (!pixels_change(editor->db, &pixel) || edit_note(editor,
	    "pixel set", public_id, detail) != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

enum edited
amend_pixel(const struct editor *editor, const char *public_id,
    const struct pixel_wish *wish)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, change_pixel(editor, public_id, wish));
}

static enum edited
end_pixel(const struct editor *editor, const char *public_id)
{
	const struct pixel_row *pixel;
	const enum edited found = find_pixel(editor, public_id, &pixel);

	if (found != EDITED)
		return found;
	if (!pixels_end(editor->db, pixel->id) || edit_note(editor,
	    "pixel end", public_id, pixel->name) != EDITED)
		return EDIT_FAILED;
	return edit_settings(editor);
}

enum edited
amend_end_pixel(const struct editor *editor, const char *public_id)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, end_pixel(editor, public_id));
}
