#include "commands.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "bounds.h"
#include "campaigns.h"
#include "json.h"
#include "naming.h"
#include "order.h"
#include "page.h"
#include "projects.h"

/* Object by object: a whole list may be longer than an answer. */
static int
answer_list(struct order *order, const struct campaign *campaign)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	putchar('[');
	for (; campaign != NULL; campaign = campaign->next) {
		str_init(&out, out.data, out.room);
		json_open(&out, NULL, '{');
		json_add_text(&out, "id", campaign->id);
		json_add_text(&out, "name", campaign->name);
		json_close(&out, '}');
		printf("%s%s", out.data, campaign->next == NULL ? "" : ",\n");
	}
	puts("]");
	return EX_OK;
}

/* The project's id; 0 = done, *code says how. */
static int64_t
find_project(struct order *order, int *code)
{
	const char *const name = order->arguments[0];
	const struct project *project;

	*code = order_open(order, false);
	if (*code != EX_OK)
		return 0;
	if (!projects_find(order->db, &order->arena, name, &project)) {
		*code = order_failed(order);
		return 0;
	}
	if (project != NULL)
		return project->id;
	complain("there is no project \"%s\"; `leadpixel project list` shows"
	    " those there are", name);
	*code = EX_DATAERR;
	return 0;
}

int
campaign_list(struct order *order)
{
	const struct campaign *campaign;
	int code;
	const int64_t project = find_project(order, &code);

	if (project == 0)
		return code;
	if (!campaigns_list(order->db, &order->arena, project, &campaign))
		return order_failed(order);
	if (order->json)
		return answer_list(order, campaign);
	if (campaign == NULL) {
		printf("No campaign has a name yet: leadpixel campaign set"
		    " \"%s\" ID NAME\n", order->arguments[0]);
		return EX_OK;
	}
	puts("ID                      NAME");
	for (; campaign != NULL; campaign = campaign->next) {
		page_cell(campaign->id,
		    page_width(campaign->id) > 22 ? 0 : 22);
		page_cell("", 2);
		page_cell(campaign->name, 0);
		putchar('\n');
	}
	return EX_OK;
}

int
campaign_set(struct order *order)
{
	const char *const id = order->arguments[1];
	const char *const name = order->arguments[2];
	int code = order_open(order, true);

	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, naming_set(&editor, order->arguments[0], id,
	    name));
	if (code != EX_OK)
		return code;
	if (*name == '\0')
		printf("Campaign %s has no name any more.\n", id);
	else
		printf("Campaign %s is called \"%s\" from the next visit"
		    " on.\n", id, name);
	return EX_OK;
}

/* The whole file; false after one sentence, with the exit code. */
static bool
read_file(struct order *order, const char *path, char **text, size_t *size,
    int *code)
{
	FILE *const file = fopen(path, "re");

	*code = EX_NOINPUT;
	if (file == NULL) {
		complain("%s: %s", path, strerror(errno));
		return false;
	}
	/* one byte to see that it is longer, one for the end */
	*text = arena_take(&order->arena, CAMPAIGNS_FILE_MAX + 2);
	*size = *text == NULL ? 0
	    : fread(*text, 1, CAMPAIGNS_FILE_MAX + 1, file);
	const bool failed = ferror(file) != 0;
	const char *const why = strerror(errno);
	fclose(file);
	if (failed || *text == NULL) {
		complain("%s: %s", path, failed ? why : "no memory");
		return false;
	}
	if (*size <= CAMPAIGNS_FILE_MAX)
		return true;
	complain("%s is longer than %d KiB; a project can name %d campaigns",
	    path, CAMPAIGNS_FILE_MAX / 1024, CAMPAIGNS_MAX);
	*code = EX_DATAERR;
	return false;
}

int
campaign_import(struct order *order)
{
	struct naming_figures figures;
	size_t size;
	char *text;
	int code;

	if (!read_file(order, order->arguments[1], &text, &size, &code))
		return code;
	code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	const enum edited edited = naming_import(&editor, order->arguments[0],
	    text, size, &figures);
	code = order_ended(order, edited);
	if (edited == EDIT_REFUSED)
		complain("nothing of %s was stored", order->arguments[1]);
	if (code == EX_OK)
		printf("%d campaigns have a name now, %d have none any more;"
		    " leadpixel campaign list \"%s\"\n", figures.named,
		    figures.dropped, order->arguments[0]);
	return code;
}
