#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "answer.h"
#include "order.h"
#include "json.h"
#include "manage.h"
#include "page.h"
#include "projects.h"

/* There is no silent default: it decides what may be done with people. */
static int
ask_privacy(void)
{
	complain("say how visitors are treated: --privacy MODE, one of");
	fputs("  identified  each visitor is known again by a cookie; for"
	    " sites without visitors\n"
	    "              from the EU, the UK or Switzerland, or that asked"
	    " them already\n"
	    "  consent     no cookie and no id before the page says so by"
	    " leadpixel('consent',\n"
	    "              true); right where the law asks for consent\n"
	    "  anonymous   nobody is known again and nothing is stored in"
	    " the browser; visits\n"
	    "              are counted only\n", stderr);
	return EX_USAGE;
}

int
project_add(struct order *order)
{
	struct new_project new = {
		.name = order->arguments[0],
		.privacy = order_option(order, "privacy"),
		.account = order_option(order, "account"),
		.crm = order_option(order, "crm"),
		.ip_policy = order_option(order, "ip-policy"),
		.time_zone = order_option(order, "time-zone"),
		.hold_seconds = -1,
	};

	if (new.privacy == NULL)
		return ask_privacy();
	if (!order_number(order, "hold", 0, 86400, &new.hold_seconds))
		return EX_USAGE;
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, manage_project(&editor, &new));
	if (code == EX_OK)
		printf("Project \"%s\" is there.  Next: leadpixel pixel add"
		    " \"%s\" NAME\n", new.name, new.name);
	return code;
}

static int
answer_list(struct order *order, const struct project *project)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (; project != NULL; project = project->next) {
		json_open(&out, NULL, '{');
		json_add_int(&out, "id", project->id);
		json_add_text(&out, "name", project->name);
		json_add_text(&out, "account", project->account);
		json_add_text(&out, "crm", project->crm);
		json_add_text(&out, "privacy", project->privacy);
		json_add_text(&out, "ip_policy", project->ip_policy);
		json_add_text(&out, "time_zone", project->time_zone);
		json_add_int(&out, "hold_seconds", project->hold_seconds);
		json_add_int(&out, "pixels", project->pixels);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
}

static void
print_row(const char *name, const char *privacy, const char *crm,
    const char *account, const char *pixels)
{
	page_cell(name, 30);
	page_cell("", 2);
	page_cell(privacy, 10);
	page_cell("", 2);
	page_cell(crm, 6);
	page_cell("", 2);
	page_cell(account, 18);
	page_cell("", 2);
	page_cell(pixels, -6);
	putchar('\n');
}

int
project_list(struct order *order)
{
	const struct project *project;
	const int code = order_open(order, false);

	if (code != EX_OK)
		return code;
	if (!projects_list(order->db, &order->arena, &project))
		return order_failed(order);
	if (order->json)
		return answer_list(order, project);
	if (project == NULL) {
		puts("No project yet: leadpixel project add NAME --privacy"
		    " MODE");
		return EX_OK;
	}
	print_row("PROJECT", "PRIVACY", "CRM", "ACCOUNT", "PIXELS");
	for (; project != NULL; project = project->next) {
		char pixels[24];
		snprintf(pixels, sizeof(pixels), "%lld",
		    (long long)project->pixels);
		print_row(project->name, project->privacy, project->crm,
		    project->account == NULL ? "-" : project->account,
		    pixels);
	}
	return EX_OK;
}
