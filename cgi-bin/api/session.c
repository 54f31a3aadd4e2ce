#include "routes.h"

#include <string.h>

#include "entry.h"
#include "inquiry.h"
#include "json.h"
#include "keys.h"
#include "projects.h"

/* Attributes as reference reliability 81 asks for; "" ends it. */
static void
set_cookie(struct inquiry *inquiry, const char *value)
{
	const enum entry_way way = entry_way(&inquiry->exchange->request);
	struct str *const head = &inquiry->exchange->response.head;

	str_addf(head, "Set-Cookie: %s=%s; Path=/; HttpOnly;"
	    " SameSite=Strict%s%s\r\n", entry_cookie(way), value,
	    way == ENTRY_SECURE ? "; Secure" : "",
	    *value == '\0' ? "; Max-Age=0" : "");
}

static void
say_projects(struct inquiry *inquiry, struct str *out,
    const struct project *project)
{
	json_open(out, "projects", '[');
	for (; project != NULL; project = project->next) {
		if (!inquiry_sees(inquiry, project->id))
			continue;
		json_open(out, NULL, '{');
		json_add_int(out, "id", project->id);
		json_add_text(out, "name", project->name);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
say(struct inquiry *inquiry)
{
	const struct caller *const who = &inquiry->who;
	const struct project *projects;
	struct str *out;

	if (!projects_list(inquiry->db, inquiry->arena, &projects)) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_open(out, "key", '{');
	json_add_text(out, "name", who->name);
	json_add_text(out, "role", who->manages ? "manage" : "read");
	if (who->project == 0)
		json_add_null(out, "project");
	else
		json_add_int(out, "project", who->project);
	json_close(out, '}');
	say_projects(inquiry, out, projects);
	json_add_bool(out, "insecure",
	    entry_way(&inquiry->exchange->request) != ENTRY_SECURE);
	json_close(out, '}');
	inquiry_end(inquiry);
}

void
session_show(struct inquiry *inquiry)
{
	say(inquiry);
}

void
session_open(struct inquiry *inquiry)
{
	struct editor editor;
	char cookie[LOGIN_TEXT];

	if (entry_way(&inquiry->exchange->request) == ENTRY_OPEN) {
		inquiry_refuse(inquiry, 403, "insecure", NULL,
		    "One logs in by https, or on the machine itself.");
		return;
	}
	if (!inquiry_editor(inquiry, &editor) || !inquiry_edited(inquiry,
	    login_open(&editor, &inquiry->who, cookie)))
		return;
	set_cookie(inquiry, cookie);
	say(inquiry);
}

void
session_close(struct inquiry *inquiry)
{
	struct editor editor;

	/* on a full disk, too: the browser at least forgets it */
	set_cookie(inquiry, "");
	if (inquiry->who.by_cookie && (!inquiry_editor(inquiry, &editor) ||
	    !inquiry_edited(inquiry, login_close(&editor, &inquiry->who))))
		return;
	(void)inquiry_begin(inquiry);
	inquiry_end(inquiry);
}
