#include "routes.h"

#include "inquiry.h"
#include "json.h"
#include "purview.h"
#include "recent.h"

enum { HITS = 50, HITS_MAX = 200 };

static void
add_hit(struct str *out, const struct recent_hit *hit)
{
	const char *const type = hit->type == NULL ? "pageview" : hit->type;

	json_open(out, NULL, '{');
	inquiry_time(out, "received", hit->received);
	inquiry_text(out, "pixel", hit->pixel);
	json_add_text(out, "verdict", hit->verdict);
	inquiry_text(out, "detail", hit->detail);
	json_add_bool(out, "stored", hit->stored);
	inquiry_text(out, "type", hit->stored ? type : NULL);
	inquiry_text(out, "page", hit->page);
	inquiry_text(out, "source", hit->source);
	inquiry_text(out, "medium", hit->medium);
	json_add_bool(out, "lead", hit->lead);
	json_close(out, '}');
}

void
hits_recent(struct inquiry *inquiry)
{
	struct recent_asked asked = { .last = HITS };
	struct recent_hit *hit;
	struct purview purview;

	if (!purview_read(inquiry, &purview) ||
	    !inquiry_number(inquiry, "limit", 1, HITS_MAX, &asked.last))
		return;
	asked.project = purview.project;
	asked.pixel = purview.pixel;
	if (!recent_read(inquiry->db, inquiry->arena, &asked, &hit)) {
		inquiry_failed(inquiry);
		return;
	}
	struct str *const out = inquiry_begin(inquiry);
	json_open(out, "data", '[');
	for (; hit != NULL; hit = hit->next)
		add_hit(out, hit);
	json_close(out, ']');
	json_add_null(out, "next");
	inquiry_end(inquiry);
}
