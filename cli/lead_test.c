#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "accounts.h"
#include "apply.h"
#include "calling.h"
#include "candidates.h"
#include "email.h"
#include "order.h"
#include "projects.h"
#include "rehearsal.h"

enum { LOOK = 1 };			/* nothing would be written */

static int
tell(const struct applied *end, const struct account *account,
    const char *email)
{
	switch (end->event) {
	case EVENT_SYNCED:
	case EVENT_UNCHANGED:
		printf("\nFound by the e-mail address: https://%s.pipedrive.com"
		    "/person/%lld\nNothing was written.\n", account->domain,
		    (long long)end->person);
		return EX_OK;
	case EVENT_NOBODY:
		printf("Nobody in Pipedrive has %s, as far as the token's"
		    " user sees.  leadpixel\ncreates no people: a lead would"
		    " wait for the person.\n", email);
		return LOOK;
	case EVENT_UNDECIDED:
		puts("Several people may be meant: a lead would wait for you"
		    " to choose.");
		candidates_print(end->candidates);
		return LOOK;
	default:
		puts("A lead would be left out.");
		return LOOK;
	}
}

static int
find_project(struct order *order, const struct project **out)
{
	if (!projects_find(order->db, &order->arena, order->arguments[0],
	    out))
		return order_failed(order);
	if (*out != NULL && (*out)->account != NULL)
		return EX_OK;
	if (*out == NULL)
		complain("there is no project \"%s\"; `leadpixel project"
		    " list` shows those there are", order->arguments[0]);
	else
		complain("project \"%s\" has no account yet: `leadpixel crm"
		    " watch \"%s\" --account NAME`", (*out)->name,
		    (*out)->name);
	return EX_DATAERR;
}

static int
rehearse(struct order *order, struct errand *errand,
    const struct project *project, const char *email)
{
	struct applied end;
	const int code = calling_ended(order, rehearsal_go(errand, project,
	    email, &end));

	return code == EX_OK ? tell(&end, errand->account, email) : code;
}

int
lead_test(struct order *order)
{
	const char *const typed = order_option(order, "email");
	const char *const email = typed == NULL ? NULL
	    : email_normal(&order->arena, typed);
	const struct project *project;
	struct editor editor;
	struct errand errand = { .lock = -1 };
	int code;

	if (email == NULL) {
		complain("say whose: --email ADDRESS");
		return EX_USAGE;
	}
	code = order_open(order, true);
	if (code == EX_OK)
		code = find_project(order, &project);
	if (code != EX_OK)
		return code;
	code = calling_open(order, &editor, &errand, project->account);
	if (code == EX_OK)
		code = rehearse(order, &errand, project, email);
	errand_close(&errand);
	return code;
}
