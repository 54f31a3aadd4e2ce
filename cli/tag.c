#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "order.h"
#include "json.h"
#include "label.h"
#include "page.h"
#include "pixels.h"
#include "projects.h"
#include "snippet.h"
#include "tag_place.h"
#include "tag_use.h"

enum { SLOTS = 5, TAG_TEXT = 8192 };

static const char look[] = "Open a page with ?lp_test=1 at the end of its"
    " address (a test, outside all figures), then `leadpixel hits --pixel"
    " {id}`.  ?lp_ignore=1 keeps your own browser out, ?lp_ignore=0 lets it"
    " in again.  leadpixel('debug') in the browser's console, and a reload,"
    " show what it decides.";

/* All that is printed, once its braces are filled. */
struct tag {
	struct tag_place place;
	const char *consent;	/* NULL = nothing to say */
	const char *look;
};

/* What was typed, or NULL after a sentence. */
static const struct tag_place *
read_place(const struct order *order)
{
	const char *const name = order_option(order, "for");
	const struct tag_place *place = name == NULL ? tag_place_at(0)
	    : tag_place_find(name);
	char known[256];
	struct str list;

	if (place != NULL)
		return place;
	str_init(&list, known, sizeof(known));
	for (size_t i = 0; (place = tag_place_at(i)) != NULL; i++)
		str_addf(&list, "%s%s", i == 0 ? "" : ", ", place->name);
	complain("--for does not know \"%s\"; there are: %s", name, known);
	return NULL;
}

/* An attribute's value and a parameter's: nothing in it is to be encoded
   but the blank, which pixel-more.js takes as "+". */
static void
add_setting(struct str *attributes, struct str *query, const char *name,
    const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	str_addf(attributes, " data-%s=\"", name);
	snippet_escape(attributes, value);
	str_add_char(attributes, '"');
	str_addf(query, "&%c=", name[0]);
	for (; *value != '\0'; value++)
		str_add_char(query, *value == ' ' ? '+' : *value);
}

/* A text with its braces filled; NULL stays NULL. */
static bool
fill(struct order *order, const struct snippet_slot *slots, const char **text)
{
	struct str out;

	if (*text == NULL)
		return true;
	char *const room = arena_room(&order->arena, TAG_TEXT);
	if (room == NULL)
		return false;
	str_init(&out, room, TAG_TEXT);
	snippet_fill(&out, *text, slots, SLOTS);
	*text = out.data;
	return !out.failed;
}

static bool
fill_all(struct order *order, const struct snippet_slot *slots, struct tag *tag)
{
	bool done = fill(order, slots, &tag->place.where) &&
	    fill(order, slots, &tag->place.mind) &&
	    fill(order, slots, &tag->look);

	for (size_t i = 0; done && i < TAG_PARTS_MAX; i++)
		done = fill(order, slots, &tag->place.parts[i].says) &&
		    fill(order, slots, &tag->place.parts[i].code);
	return done;
}

/* "https://www.example.com" of the collector's address. */
static const char *
origin_of(struct order *order, const char *url)
{
	const char *const host = strstr(url, "://") + strlen("://");

	return arena_copy(&order->arena, url,
	    (size_t)(host - url) + strcspn(host, "/"));
}

/* Bounds: six bytes at most a character, and the names around them. */
static bool
fill_tag(struct order *order, const struct pixel_row *pixel, const char *use,
    struct tag *tag)
{
	enum { ROOM = 6 * TAG_USE_MAX + 64 };
	char attributes_room[ROOM], query_room[ROOM], id_room[ROOM];
	struct str attributes, query, id;
	const char *const mount = order->config.public_url;
	const char *const consent = order_option(order, "consent");

	str_init(&attributes, attributes_room, sizeof(attributes_room));
	str_init(&query, query_room, sizeof(query_room));
	str_init(&id, id_room, sizeof(id_room));
	snippet_escape(&id, pixel->public_id);
	add_setting(&attributes, &query, "use", use);
	add_setting(&attributes, &query, "consent", consent);
	const struct snippet_slot slots[SLOTS] = { { "{mount}", mount },
		{ "{origin}", origin_of(order, mount) }, { "{id}", id.data },
		{ "{settings}", attributes.data }, { "{query}", query.data } };
	return !attributes.failed && !query.failed && !id.failed &&
	    slots[1].value != NULL && fill_all(order, slots, tag);
}

/* Whether visitors are asked first, in the tag and by the project's rule. */
static bool
find_consent(struct order *order, const struct pixel_row *pixel,
    struct tag *tag)
{
	const struct project *project;

	if (order_option(order, "consent") != NULL)
		tag->consent = "No visit is sent and nothing stored before"
		    " leadpixel('consent', true), which the banner has to"
		    " call; a form goes out without its history.  --use"
		    " consent hears Google Consent Mode and TCF banners by"
		    " itself.";
	if (!projects_find(order->db, &order->arena, pixel->project, &project))
		return false;
	if (tag->consent == NULL && project != NULL &&
	    strcmp(project->privacy, "consent") == 0)
		tag->consent = "This project asks visitors first (--privacy"
		    " consent), and this tag does not wait: use --consent"
		    " required.";
	return true;
}

static int
answer_tag(struct order *order, const struct pixel_row *pixel,
    const struct tag *tag)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '{');
	json_add_text(&out, "id", pixel->public_id);
	json_add_text(&out, "for", tag->place.name);
	json_open(&out, "parts", '[');
	for (size_t i = 0; i < TAG_PARTS_MAX &&
	    tag->place.parts[i].code != NULL; i++) {
		json_open(&out, NULL, '{');
		json_add_text(&out, "says", tag->place.parts[i].says);
		json_add_text(&out, "code", tag->place.parts[i].code);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	json_add_text(&out, "where", tag->place.where);
	json_add_text(&out, "mind", tag->place.mind);
	json_add_text(&out, "hosts", pixel->hosts);
	json_add_text(&out, "consent", tag->consent);
	json_add_text(&out, "look", tag->look);
	json_close(&out, '}');
	return answer_end(&out);
}

/* What is pasted stands in lines of its own and is never wrapped. */
static int
print_tag(const struct pixel_row *pixel, const struct tag *tag)
{
	char hosts[LABEL_HOSTS_MAX + 128];

	for (size_t i = 0; i < TAG_PARTS_MAX &&
	    tag->place.parts[i].code != NULL; i++) {
		if (i > 0)
			putchar('\n');
		if (tag->place.parts[i].says != NULL)
			page_wrap(tag->place.parts[i].says, 0);
		puts(tag->place.parts[i].code);
	}
	putchar('\n');
	page_field("Where", tag->place.where);
	page_field("Mind", tag->place.mind);
	if (pixel->hosts[0] != '\0') {
		snprintf(hosts, sizeof(hosts), "Only pages of %s and their"
		    " sub-domains may use it; `leadpixel pixel hosts` changes"
		    " that.", pixel->hosts);
		page_field("Hosts", hosts);
	}
	page_field("Consent", tag->consent);
	page_field("Look", tag->look);
	return EX_OK;
}

static bool
check_consent(const struct order *order)
{
	const char *const consent = order_option(order, "consent");

	if (consent == NULL || strcmp(consent, "required") == 0)
		return true;
	complain("--consent is required or not given, not \"%s\"", consent);
	return false;
}

static int
find_pixel(struct order *order, const struct pixel_row **pixel)
{
	const int code = order_open(order, false);

	if (code != EX_OK)
		return code;
	if (!pixels_find(order->db, &order->arena, order->arguments[0], pixel))
		return order_failed(order);
	if (*pixel == NULL) {
		complain("there is no pixel \"%s\"; `leadpixel pixel list`"
		    " shows those there are", order->arguments[0]);
		return EX_DATAERR;
	}
	if (order->config.public_url[0] != '\0')
		return EX_OK;
	complain("%s does not say where browsers reach the collector: set"
	    " public_url there, such as https://www.example.com/lp",
	    order->config.file);
	return EX_CONFIG;
}

int
pixel_tag(struct order *order)
{
	const struct tag_place *const place = read_place(order);
	const struct pixel_row *pixel;
	char use_room[TAG_USE_MAX + 1];
	struct str use;

	str_init(&use, use_room, sizeof(use_room));
	if (place == NULL || !check_consent(order) ||
	    !tag_use_read(order, &use))
		return EX_USAGE;
	const int code = find_pixel(order, &pixel);
	if (code != EX_OK)
		return code;
	struct tag tag = { .place = *place, .look = look };
	if (!find_consent(order, pixel, &tag))
		return order_failed(order);
	if (!fill_tag(order, pixel, use.data, &tag)) {
		complain("the tag is too long");
		return EX_SOFTWARE;
	}
	return order->json ? answer_tag(order, pixel, &tag)
	    : print_tag(pixel, &tag);
}
