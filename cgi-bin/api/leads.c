#include "routes.h"

#include "cursor.h"
#include "inquiry.h"
#include "json.h"
#include "lead_filter.h"
#include "lead_json.h"
#include "purview.h"
#include "sieve.h"

enum { LEADS = 50, LEADS_MAX = 200 };

void
leads_list(struct inquiry *inquiry)
{
	struct purview purview;
	struct cursor after;
	struct sieve asked;
	struct sieve_page page;
	bool whole = true;

	if (!lead_filter_read(inquiry, &purview, &asked))
		return;
	asked.limit = LEADS;
	if (!inquiry_number(inquiry, "limit", 1, LEADS_MAX, &asked.limit) ||
	    !cursor_read(inquiry, "after", &after))
		return;
	asked.after = (struct sieve_mark){ after.moment, after.id };
	if (!sieve_read(inquiry->db, inquiry->arena, &asked, &page)) {
		inquiry_failed(inquiry);
		return;
	}
	struct str *const out = inquiry_begin(inquiry);
	json_open(out, "data", '[');
	for (const struct lead_line *line = page.lines; line != NULL && whole;
	    line = line->next) {
		json_open(out, NULL, '{');
		whole = lead_json_line(inquiry, out, line);
		json_close(out, '}');
	}
	json_close(out, ']');
	const struct cursor next = { page.next.moment, page.next.id };
	cursor_say(out, &next, page.more);
	inquiry_end(inquiry);
	if (!whole)
		inquiry_failed(inquiry);
}

void
leads_summary(struct inquiry *inquiry)
{
	const struct sieve_count *counts;
	struct purview purview;
	int64_t waiting = 0;

	if (!purview_read(inquiry, &purview))
		return;
	const struct sieve asked = { .project = purview.project,
		.pixel = purview.pixel };
	if (!sieve_count(inquiry->db, inquiry->arena, &asked, &counts)) {
		inquiry_failed(inquiry);
		return;
	}
	struct str *const out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_open(out, "states", '{');
	for (; counts != NULL; counts = counts->next) {
		json_add_int(out, counts->state, counts->leads);
		if (lead_filter_waits(counts->state))
			waiting += counts->leads;
	}
	json_close(out, '}');
	json_add_int(out, "waiting_for_you", waiting);
	json_close(out, '}');
	inquiry_end(inquiry);
}
