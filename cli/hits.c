#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "json.h"
#include "label.h"
#include "order.h"
#include "page.h"
#include "recent.h"
#include "when.h"

enum { LAST = 20, LAST_MAX = 200, INDENT = 30, TEXT = 512 };

/* "/lamps" of https://shop.example/lamps */
static const char *
path_of(const char *url)
{
	const char *const host = url == NULL ? NULL : strstr(url, "://");
	const char *const path = host == NULL ? NULL : strchr(host + 3, '/');

	return path == NULL ? "/" : path;
}

static void
print_stored(const struct recent_hit *hit)
{
	char from[TEXT];

	page_cell(hit->lead ? "lead" : hit->type == NULL ? "pageview"
	    : hit->type, 11);
	page_cell("", 2);
	page_cell(path_of(hit->page), 19);
	page_cell("", 2);
	snprintf(from, sizeof(from), "%s%s%s",
	    hit->source == NULL ? "direct" : hit->source,
	    hit->medium == NULL ? "" : " / ",
	    hit->medium == NULL ? "" : hit->medium);
	page_cell(from, page_width(from) > 16 ? 16 : 0);
	putchar('\n');
}

/* Without --pixel it is said which pixel was meant. */
static void
print_reject(const struct recent_hit *hit, bool with_pixel)
{
	char text[TEXT];

	snprintf(text, sizeof(text), "%s%s%s",
	    with_pixel && hit->pixel != NULL ? hit->pixel : "",
	    with_pixel && hit->pixel != NULL && hit->detail != NULL ? ": "
	    : "", hit->detail == NULL ? "" : hit->detail);
	page_wrap(text, INDENT);
}

static void
print_hit(const struct recent_hit *hit, int64_t now, bool with_pixel)
{
	const struct when when = { now,
		hit->time_zone == NULL ? "UTC" : hit->time_zone };
	char text[WHEN_TEXT];

	page_cell(when_print(&when, hit->received, WHEN_CALL, text), 12);
	page_cell("", 2);
	page_cell(hit->verdict, 14);
	page_cell("", 2);
	if (hit->stored)
		print_stored(hit);
	else
		print_reject(hit, with_pixel);
}

static int
answer_hits(struct order *order, const struct recent_hit *hit)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (; hit != NULL; hit = hit->next) {
		json_open(&out, NULL, '{');
		answer_time(&out, "received", hit->received);
		json_add_text(&out, "pixel", hit->pixel);
		json_add_text(&out, "verdict", hit->verdict);
		json_add_text(&out, "detail", hit->detail);
		if (hit->stored) {
			json_add_text(&out, "type", hit->type == NULL
			    ? "pageview" : hit->type);
			json_add_text(&out, "page", hit->page);
			json_add_text(&out, "source", hit->source);
			json_add_text(&out, "medium", hit->medium);
			json_add_bool(&out, "lead", hit->lead);
		}
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
}

/* A pixel that nobody made is no mistake here: its hits were refused. */
static int
read_asked(const struct order *order, int64_t *last)
{
	const char *const pixel = order_option(order, "pixel");

	if (pixel != NULL && !label_public_id(pixel)) {
		complain("--pixel is 8 to 64 of A-Z a-z 0-9 - _, not"
		    " \"%.80s\"", pixel);
		return EX_USAGE;
	}
	return order_number(order, "last", 1, LAST_MAX, last) ? EX_OK
	    : EX_USAGE;
}

int
hits_list(struct order *order)
{
	const char *const pixel = order_option(order, "pixel");
	struct recent_asked asked = { .pixel = pixel, .last = LAST };
	struct recent_hit *hit;
	int code = read_asked(order, &asked.last);

	if (code == EX_OK)
		code = order_open(order, false);
	if (code != EX_OK)
		return code;
	if (!recent_read(order->db, &order->arena, &asked, &hit))
		return order_failed(order);
	if (order->json)
		return answer_hits(order, hit);
	if (hit == NULL) {
		puts("No such hit yet.");
		return EX_OK;
	}
	puts("WHEN          VERDICT         WHAT         PAGE, OR WHY NOT"
	    "     CAME FROM");
	for (; hit != NULL; hit = hit->next)
		print_hit(hit, clock_now(&order->clock), pixel == NULL);
	return EX_OK;
}
