#include "purview.h"

#include "inquiry.h"
#include "label.h"
#include "realm.h"
#include "str.h"

static bool
read_project(struct inquiry *inquiry, struct purview *out)
{
	const char *const text = inquiry_param(inquiry, "project");
	int64_t project;

	out->project = inquiry->who.project;
	if (text == NULL)
		return true;
	if (!str_int(text, INT64_MIN, INT64_MAX, &project)) {
		inquiry_bad(inquiry, "project", "project is the number of a"
		    " project.");
		return false;
	}
	if (project < 1 || !inquiry_sees(inquiry, project)) {
		inquiry_not_found(inquiry);
		return false;
	}
	out->project = project;
	return true;
}

static bool
read_pixel(struct inquiry *inquiry, struct purview *out)
{
	out->pixel = inquiry_param(inquiry, "pixel");
	if (out->pixel == NULL || label_public_id(out->pixel))
		return true;
	inquiry_bad(inquiry, "pixel", "pixel is the id of a pixel: 8 to 64 of"
	    " A-Z a-z 0-9 - _.");
	return false;
}

bool
purview_read(struct inquiry *inquiry, struct purview *out)
{
	struct realm realm = { .project = 0 };

	*out = (struct purview){ .zone = "UTC" };
	if (!read_project(inquiry, out) || !read_pixel(inquiry, out))
		return false;
	if (out->project == 0 && out->pixel == NULL)
		return true;
	if (!(out->pixel != NULL ? realm_of_pixel(inquiry->db,
	    inquiry->arena, out->pixel, &realm) : realm_of_project(
	    inquiry->db, inquiry->arena, out->project, &realm))) {
		inquiry_failed(inquiry);
		return false;
	}
	if (realm.project == 0 || (out->project != 0 &&
	    realm.project != out->project)) {
		inquiry_not_found(inquiry);
		return false;
	}
	out->project = realm.project;
	out->zone = realm.time_zone;
	return true;
}
