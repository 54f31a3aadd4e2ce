#include "routes.h"

#include "amend.h"
#include "inquiry.h"
#include "json.h"
#include "manage.h"
#include "pixels.h"
#include "project_card.h"
#include "projects.h"
#include "wish.h"

void
pixels_show(struct inquiry *inquiry)
{
	const struct project *project;
	struct str *out;

	if (!project_asked(inquiry, &project))
		return;
	out = inquiry_begin(inquiry);
	if (!pixel_cards(inquiry, out, "data", project)) {
		inquiry_failed(inquiry);
		return;
	}
	json_add_null(out, "next");
	inquiry_end(inquiry);
}

/* The pixel as `data`, as it is now. */
static void
say(struct inquiry *inquiry, const char *public_id, const char *message)
{
	const struct pixel_row *pixel;
	const struct project *project = NULL;
	struct str *out;

	if (!pixels_find(inquiry->db, inquiry->arena, public_id, &pixel) ||
	    pixel == NULL || !projects_read(inquiry->db, inquiry->arena,
	    pixel->project_id, &project) || project == NULL) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_add_text(out, "message", message);
	json_open(out, "data", '{');
	if (!pixel_card(inquiry, out, pixel, project)) {
		inquiry_failed(inquiry);
		return;
	}
	json_close(out, '}');
	inquiry_end(inquiry);
}

void
pixels_add_one(struct inquiry *inquiry)
{
	const struct project *project;
	struct pixel_wish wish;
	struct editor editor;

	if (!project_asked(inquiry, &project) ||
	    !wish_pixel(inquiry, &wish))
		return;
	if (wish.name == NULL) {
		inquiry_bad(inquiry, "name", "name is missing.");
		return;
	}
	if (!inquiry_editor(inquiry, &editor))
		return;
	struct new_pixel new = { .project = project->name,
		.name = wish.name, .hosts = wish.hosts,
		.website = wish.website == NULL || *wish.website == '\0'
		    ? NULL : wish.website };
	if (!inquiry_edited(inquiry, manage_pixel(&editor, &new)))
		return;
	inquiry->exchange->response.status = 201;
	say(inquiry, new.public_id, "The pixel is there; its tag goes into"
	    " every page.");
}

void
pixel_show(struct inquiry *inquiry)
{
	const struct pixel_row *pixel;

	if (pixel_asked(inquiry, &pixel))
		say(inquiry, pixel->public_id, NULL);
}

void
pixel_change(struct inquiry *inquiry)
{
	const struct pixel_row *pixel;
	struct pixel_wish wish;
	struct editor editor;

	if (pixel_asked(inquiry, &pixel) && wish_pixel(inquiry, &wish) &&
	    inquiry_editor(inquiry, &editor) && inquiry_edited(inquiry,
	    amend_pixel(&editor, pixel->public_id, &wish)))
		say(inquiry, pixel->public_id, NULL);
}

void
pixel_end(struct inquiry *inquiry)
{
	const struct pixel_row *pixel;
	struct editor editor;

	if (!pixel_asked(inquiry, &pixel) ||
	    !inquiry_editor(inquiry, &editor) || !inquiry_edited(inquiry,
	    amend_end_pixel(&editor, pixel->public_id)))
		return;
	json_add_text(inquiry_begin(inquiry), "message", "The pixel is"
	    " switched off; what it collected stays.");
	inquiry_end(inquiry);
}
