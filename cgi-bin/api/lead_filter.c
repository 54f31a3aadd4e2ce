#include "lead_filter.h"

#include <string.h>

#include "date.h"
#include "inquiry.h"
#include "job.h"
#include "local_time.h"
#include "purview.h"
#include "sieve.h"

enum { TEXT_MAX = 200 };

/* What only a person can settle. */
static const char *const for_people[SIEVE_STATES] = {
	"review", "suspect", "failed"
};

static bool
read_state(struct inquiry *inquiry, struct sieve *out)
{
	const char *const text = inquiry_param(inquiry, "state");
	enum job_state state;

	if (text == NULL)
		return true;
	if (strcmp(text, "waiting_for_you") == 0) {
		memcpy(out->states, for_people, sizeof(out->states));
		return true;
	}
	if (job_state_find(text, &state)) {
		out->states[0] = job_state_name(state);
		return true;
	}
	inquiry_bad(inquiry, "state", "state is waiting_for_you or that of a"
	    " delivery: held, ready, sending, retry, unsure, waiting, review,"
	    " suspect, synced, unchanged, not_found, failed, skipped,"
	    " cancelled or erased.");
	return false;
}

/* When the day `later` days after that of a parameter begins. */
static bool
read_day(struct inquiry *inquiry, const char *name, const char *zone,
    int later, int64_t *out)
{
	const char *const text = inquiry_param(inquiry, name);
	char day[DATE_TEXT];
	int64_t days, start;

	if (text == NULL)
		return true;
	/* the one knows the calendar, the other the shape */
	if (local_time_read_day(zone, text, &start) &&
	    date_read_day(text, &days)) {
		date_print_day(days + later, day);
		if (local_time_read_day(zone, day, out)) {
			/* 1970 began with what means that nobody asked */
			*out += *out == 0;
			return true;
		}
	}
	inquiry_bad(inquiry, name, "%s is a day such as 2026-11-28.", name);
	return false;
}

static bool
read_text(struct inquiry *inquiry, struct sieve *out)
{
	out->text = inquiry_param(inquiry, "text");
	if (out->text == NULL || strlen(out->text) <= TEXT_MAX)
		return true;
	inquiry_bad(inquiry, "text", "text has %d bytes at most.", TEXT_MAX);
	return false;
}

bool
lead_filter_read(struct inquiry *inquiry, struct purview *purview,
    struct sieve *out)
{
	*out = (struct sieve){ .limit = 0 };
	if (!purview_read(inquiry, purview) || !read_state(inquiry, out) ||
	    !read_text(inquiry, out) ||
	    !read_day(inquiry, "from", purview->zone, 0, &out->from) ||
	    !read_day(inquiry, "to", purview->zone, 1, &out->until))
		return false;
	out->project = purview->project;
	out->pixel = purview->pixel;
	out->source = inquiry_param(inquiry, "source");
	out->campaign = inquiry_param(inquiry, "campaign");
	if (out->until == 0 || out->from < out->until)
		return true;
	inquiry_bad(inquiry, "to", "to is before from.");
	return false;
}

bool
lead_filter_waits(const char *state)
{
	for (int i = 0; i < SIEVE_STATES; i++)
		if (strcmp(for_people[i], state) == 0)
			return true;
	return false;
}
