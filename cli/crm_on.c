#include "commands.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ask.h"
#include "backlog.h"
#include "connect.h"
#include "local_time.h"
#include "order.h"
#include "projects.h"

/* --since as a moment; *any = leads from then on are meant. */
static bool
read_since(const struct order *order, const char *zone, int64_t *since,
    bool *any)
{
	const char *const text = order_option(order, "since");

	*since = 0;
	*any = text == NULL || strcmp(text, "none") != 0;
	if (text == NULL || strcmp(text, "all") == 0 || !*any ||
	    local_time_read_day(zone, text, since))
		return true;
	complain("--since is a day such as 2026-01-31, all or none, not"
	    " \"%s\"", text);
	return false;
}

/* Unasked for, nothing old is sent but at the word of somebody there. */
static bool
wants(const struct order *order, int64_t count)
{
	const bool asked_for = order_option(order, "since") != NULL;
	char question[160];

	snprintf(question, sizeof(question), "%" PRId64 " earlier lead%s kept"
	    " here would be sent now.  Send %s?", count,
	    count == 1 ? "" : "s", count == 1 ? "it" : "them");
	if (asked_for || (ask_can() && order_option(order, "yes") == NULL))
		return ask_yes(order, question);
	printf("%" PRId64 " earlier lead%s stay%s here: --since DATE or"
	    " --since all sends %s.\n", count, count == 1 ? "" : "s",
	    count == 1 ? "s" : "", count == 1 ? "it" : "them");
	return false;
}

static int
choose(struct order *order, struct new_mode *new)
{
	const struct project *project;
	struct backlog backlog = { 0 };
	int64_t count;
	bool any;

	if (!projects_find(order->db, &order->arena, new->project, &project))
		return order_failed(order);
	/* connect_project says that there is none */
	if (project == NULL)
		return EX_OK;
	if (!read_since(order, project->time_zone, &new->since, &any))
		return EX_USAGE;
	backlog.project = project->id;
	backlog.since = new->since;
	if (any && !backlog_count(order->db, &backlog, &count))
		return order_failed(order);
	new->earlier = any && count > 0 && wants(order, count);
	return EX_OK;
}

int
crm_on(struct order *order)
{
	struct new_mode new = { .project = order->arguments[0], .crm = "on",
		.account = order_option(order, "account") };
	int code = order_open(order, true);

	if (code == EX_OK)
		code = choose(order, &new);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, connect_project(&editor, &new));
	if (code != EX_OK)
		return code;
	printf("Project \"%s\": new leads are written to Pipedrive.\n",
	    new.project);
	if (new.sent > 0)
		printf("%" PRId64 " earlier lead%s with the next run.\n",
		    new.sent, new.sent == 1 ? " goes" : "s go");
	return EX_OK;
}
