#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "answer.h"
#include "order.h"
#include "json.h"
#include "label.h"
#include "manage.h"
#include "page.h"
#include "pixels.h"
#include "when.h"

int
pixel_add(struct order *order)
{
	struct new_pixel new = {
		.project = order->arguments[0],
		.name = order->arguments[1],
		.public_id = order_option(order, "id"),
		.website = order_option(order, "website"),
		.hosts = order_option(order, "hosts"),
	};
	int code = order_open(order, true);

	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, manage_pixel(&editor, &new));
	if (code != EX_OK)
		return code;
	printf("Pixel %s is there%s.\nNext: leadpixel pixel tag %s\n",
	    new.public_id, new.hosts[0] == '\0'
	    ? "; pages of any host may use it (--hosts would limit that)"
	    : "", new.public_id);
	return EX_OK;
}

static int
answer_list(struct order *order, const struct pixel_row *pixel)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (; pixel != NULL; pixel = pixel->next) {
		json_open(&out, NULL, '{');
		json_add_text(&out, "id", pixel->public_id);
		json_add_text(&out, "project", pixel->project);
		json_add_text(&out, "name", pixel->name);
		json_add_text(&out, "website", pixel->website);
		json_add_text(&out, "hosts", pixel->hosts);
		json_add_bool(&out, "active", pixel->active);
		answer_time(&out, "last_visit", pixel->last_visit);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
}

static void
print_row(const char *id, const char *project, const char *name,
    const char *visit)
{
	page_cell(id, 22);
	page_cell("", 2);
	page_cell(project, 19);
	page_cell("", 2);
	page_cell(name, 19);
	page_cell("", 2);
	page_cell(visit, 0);
	putchar('\n');
}

int
pixel_list(struct order *order)
{
	const struct pixel_row *pixel;
	const struct when when = { clock_now(&order->clock), "UTC" };
	const int code = order_open(order, false);

	if (code != EX_OK)
		return code;
	if (!pixels_list(order->db, &order->arena, &pixel))
		return order_failed(order);
	if (order->json)
		return answer_list(order, pixel);
	if (pixel == NULL) {
		puts("No pixel yet: leadpixel pixel add PROJECT NAME");
		return EX_OK;
	}
	print_row("ID", "PROJECT", "NAME", "LAST VISIT");
	for (; pixel != NULL; pixel = pixel->next) {
		char visit[WHEN_TEXT];
		print_row(pixel->public_id, pixel->project, pixel->name,
		    !pixel->active ? "switched off"
		    : pixel->last_visit == 0 ? "never"
		    : when_distance(&when, pixel->last_visit, visit));
	}
	return EX_OK;
}

/* The words after the id as one list; false if they are too long. */
static bool
read_hosts(const struct order *order, struct str *hosts)
{
	for (size_t i = 1; i < order->count; i++) {
		str_add(hosts, i == 1 ? "" : " ");
		str_add(hosts, order->arguments[i]);
	}
	if (hosts->failed)
		complain("these are too many hosts; sub-domains are"
		    " included");
	return !hosts->failed;
}

int
pixel_hosts(struct order *order)
{
	const bool any = order_option(order, "any") != NULL;
	char room[2 * LABEL_HOSTS_MAX];
	struct str hosts;

	str_init(&hosts, room, sizeof(room));
	if (any == (order->count > 1)) {
		complain("say which hosts may use it, or --any:"
		    " leadpixel pixel hosts PUBLIC_ID HOST ...");
		return EX_USAGE;
	}
	if (!read_hosts(order, &hosts))
		return EX_USAGE;
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	struct new_hosts new = { order->arguments[0], hosts.data };
	code = order_ended(order, manage_hosts(&editor, &new));
	if (code == EX_OK)
		printf("Pages of %s may use pixel %s.\n", any ? "any host"
		    : new.hosts, new.public_id);
	return code;
}
