#include "routes.h"

#include "amend.h"
#include "arena.h"
#include "inquiry.h"
#include "json.h"
#include "outlook.h"
#include "project_card.h"
#include "projects.h"
#include "str.h"
#include "wish.h"

/* A project beside how it stands. */
struct entry {
	const struct project *project;
	struct outlook outlook;
	struct entry *next;
};

/* Those the caller may see, by name; false when the database fails. */
static bool
read_entries(struct inquiry *inquiry, struct entry **out)
{
	const struct project *project;

	*out = NULL;
	if (!projects_list(inquiry->db, inquiry->arena, &project))
		return false;
	for (; project != NULL; project = project->next) {
		if (!inquiry_sees(inquiry, project->id))
			continue;
		struct entry *const entry = arena_take(inquiry->arena,
		    sizeof(*entry));
		if (entry == NULL || !outlook_read(inquiry->db, project->id,
		    inquiry->now, &entry->outlook))
			return false;
		entry->project = project;
		*out = entry;
		out = &entry->next;
	}
	return true;
}

static bool
add_level(struct inquiry *inquiry, struct str *out,
    const struct entry *entry, enum status_level level)
{
	for (; entry != NULL; entry = entry->next) {
		if (entry->outlook.level != level)
			continue;
		json_open(out, NULL, '{');
		if (!project_card(inquiry, out, entry->project,
		    &entry->outlook))
			return false;
		json_close(out, '}');
	}
	return true;
}

void
projects_show(struct inquiry *inquiry)
{
	struct entry *entries;
	struct str *out;

	if (!read_entries(inquiry, &entries)) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '[');
	for (int level = STATUS_BROKEN; level >= STATUS_WELL; level--)
		if (!add_level(inquiry, out, entries,
		    (enum status_level)level)) {
			inquiry_failed(inquiry);
			return;
		}
	json_close(out, ']');
	json_add_null(out, "next");
	inquiry_end(inquiry);
}

/* The project of that id as `data`, with its pixels. */
static void
say(struct inquiry *inquiry, int64_t id, const char *message)
{
	const struct project *project;
	struct outlook outlook;
	struct str *out;

	if (!projects_read(inquiry->db, inquiry->arena, id, &project) ||
	    project == NULL || !outlook_read(inquiry->db, id, inquiry->now,
	    &outlook)) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_add_text(out, "message", message);
	json_open(out, "data", '{');
	if (!project_card(inquiry, out, project, &outlook) ||
	    !pixel_cards(inquiry, out, "pixels", project)) {
		inquiry_failed(inquiry);
		return;
	}
	json_close(out, '}');
	inquiry_end(inquiry);
}

/* What belongs to all projects is not for a key of one. */
static bool
may_reach(struct inquiry *inquiry, const char *what)
{
	if (inquiry->who.project == 0)
		return true;
	inquiry_refuse(inquiry, 403, "forbidden", NULL, "This key is of one"
	    " project: %s takes one of all projects.", what);
	return false;
}

void
projects_add_one(struct inquiry *inquiry)
{
	struct project_wish wish;
	struct editor editor;
	int64_t id = 0;

	if (!may_reach(inquiry, "to make another one") ||
	    !wish_project(inquiry, &wish))
		return;
	if (wish.name == NULL || wish.rules.privacy == NULL) {
		inquiry_bad(inquiry, wish.name == NULL ? "name" : "privacy",
		    wish.name == NULL ? "name is missing."
		    : "configuration.privacy is identified, consent or"
		    " anonymous: say how visitors are treated.");
		return;
	}
	if (!inquiry_editor(inquiry, &editor) || !inquiry_edited(inquiry,
	    amend_new_project(&editor, &wish, &id)))
		return;
	inquiry->exchange->response.status = 201;
	say(inquiry, id, "The project is there; next it needs a pixel.");
}

void
project_show_one(struct inquiry *inquiry)
{
	const struct project *project;

	if (project_asked(inquiry, &project))
		say(inquiry, project->id, NULL);
}

void
project_change(struct inquiry *inquiry)
{
	const struct project *project;
	struct project_wish wish;
	struct editor editor;

	if (!project_asked(inquiry, &project) ||
	    !wish_project(inquiry, &wish) || (wish.account != NULL &&
	    !may_reach(inquiry, "to choose the account")))
		return;
	if (inquiry_editor(inquiry, &editor) && inquiry_edited(inquiry,
	    amend_project(&editor, project->id, &wish)))
		say(inquiry, project->id, NULL);
}

void
project_end(struct inquiry *inquiry)
{
	const struct project *project;
	struct editor editor;

	if (!project_asked(inquiry, &project) ||
	    !may_reach(inquiry, "to delete it") ||
	    !inquiry_editor(inquiry, &editor) || !inquiry_edited(inquiry,
	    amend_end_project(&editor, project->id)))
		return;
	json_add_text(inquiry_begin(inquiry), "message", "The project and its"
	    " pixels are switched off; what they collected stays.");
	inquiry_end(inquiry);
}
