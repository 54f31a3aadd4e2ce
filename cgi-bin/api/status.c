#include "routes.h"

#include "inquiry.h"
#include "json.h"
#include "office.h"
#include "outlook.h"
#include "status.h"
#include "str.h"

static void
add_sync(struct str *out, const struct last_run *run)
{
	if (run->started == 0) {
		json_add_null(out, "sync");
		return;
	}
	json_open(out, "sync", '{');
	inquiry_time(out, "started", run->started);
	inquiry_time(out, "ended", run->ended);
	inquiry_text(out, "reason", run->reason);
	json_close(out, '}');
}

static void
add_breakers(struct str *out, const struct open_breaker *breaker)
{
	json_open(out, "breakers", '[');
	for (; breaker != NULL; breaker = breaker->next) {
		json_open(out, NULL, '{');
		json_add_text(out, "target", breaker->target);
		json_add_text(out, "owner", breaker->owner);
		json_add_text(out, "name", breaker->name);
		json_add_text(out, "state", breaker->state);
		inquiry_text(out, "reason", breaker->reason);
		inquiry_time(out, "until", breaker->until);
		json_close(out, '}');
	}
	json_close(out, ']');
}

static void
add_all(struct str *out, const struct status *status)
{
	json_add_text(out, "level", fault_level(status->level));
	json_open(out, "faults", '[');
	for (const struct fault *fault = status->faults; fault != NULL;
	    fault = fault->next)
		fault_json(out, fault);
	json_close(out, ']');
	add_sync(out, &status->figures.run);
	inquiry_time(out, "oldest_due", status->figures.oldest_due);
	add_breakers(out, status->figures.breakers);
	json_add_int(out, "database_bytes", status->database_bytes);
	json_add_int(out, "log_bytes", status->log_bytes);
	if (status->free_bytes < 0)
		json_add_null(out, "free_bytes");
	else
		json_add_int(out, "free_bytes", status->free_bytes);
	json_open(out, "backup", '{');
	json_add_null(out, "last");
	json_close(out, '}');
}

static void
add_project(struct str *out, int64_t project, const struct outlook *outlook)
{
	const struct standing *const standing = &outlook->standing;
	const struct { bool found; struct fault fault; } faults[] = {
		{ standing->barred || standing->walled, { .level =
		    standing->barred ? STATUS_BROKEN : STATUS_LOOK,
		    .text = "Nothing is sent to Pipedrive or to another"
		    " target at the moment.", .about.project = project } },
		{ standing->waiting_for_you > 0, { .level = STATUS_LOOK,
		    .text = "Leads wait for you.", .about.project = project,
		    .about.state = "waiting_for_you" } },
		{ outlook->quiet, { .level = STATUS_LOOK,
		    .text = "No hit came in the last week.",
		    .about.project = project } },
	};

	json_open(out, "faults", '[');
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (faults[i].found)
			fault_json(out, &faults[i].fault);
	json_close(out, ']');
}

/* Of one project: nothing that is another's, no machine. */
static void
say_project(struct inquiry *inquiry)
{
	struct outlook outlook;
	struct str *out;

	if (!outlook_read(inquiry->db, inquiry->who.project, inquiry->now,
	    &outlook)) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_add_text(out, "level", fault_level(outlook.level));
	add_project(out, inquiry->who.project, &outlook);
	json_close(out, '}');
	inquiry_end(inquiry);
}

void
status_tell(struct inquiry *inquiry)
{
	struct status status;
	struct str *out;

	if (inquiry->who.project != 0) {
		say_project(inquiry);
		return;
	}
	if (!status_read(inquiry->db, inquiry->arena, inquiry->api->config,
	    inquiry->now, &status)) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	add_all(out, &status);
	json_close(out, '}');
	inquiry_end(inquiry);
}
