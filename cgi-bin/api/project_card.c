#include "project_card.h"

#include <string.h>

#include "arena.h"
#include "config.h"
#include "date.h"
#include "figures.h"
#include "inquiry.h"
#include "json.h"
#include "office.h"
#include "outlets.h"
#include "outlook.h"
#include "pixels.h"
#include "projects.h"
#include "snippet.h"
#include "str.h"

enum { TAG_ROOM = 2048, WEEK_DAYS = 7 };

bool
project_asked(struct inquiry *inquiry, const struct project **out)
{
	int64_t id;

	if (!inquiry_id(inquiry, 0, &id))
		return false;
	if (!projects_read(inquiry->db, inquiry->arena, id, out)) {
		inquiry_failed(inquiry);
		return false;
	}
	if (*out != NULL && inquiry_sees(inquiry, id))
		return true;
	inquiry_not_found(inquiry);
	return false;
}

bool
pixel_asked(struct inquiry *inquiry, const struct pixel_row **out)
{
	if (!pixels_find(inquiry->db, inquiry->arena, inquiry->parts[0],
	    out)) {
		inquiry_failed(inquiry);
		return false;
	}
	if (*out != NULL && (*out)->active &&
	    inquiry_sees(inquiry, (*out)->project_id))
		return true;
	inquiry_not_found(inquiry);
	return false;
}

static void
add_configuration(struct str *out, const struct project *project,
    const struct outlets *outlets)
{
	json_open(out, "configuration", '{');
	json_add_text(out, "privacy", project->privacy);
	json_add_text(out, "ip_policy", project->ip_policy);
	json_add_text(out, "time_zone", project->time_zone);
	json_add_int(out, "retention_days", project->retention_days);
	json_add_int(out, "hold_seconds", project->hold_seconds);
	json_add_text(out, "crm", project->crm);
	inquiry_text(out, "account", project->account);
	json_add_text(out, "weak_match", project->weak_match);
	json_add_int(out, "wait_days", project->wait_days);
	json_add_bool(out, "keep_back", project->keep_back);
	json_add_bool(out, "dnt", project->dnt);
	json_add_text(out, "custom_params", project->custom_params);
	json_add_text(out, "store_fields", project->store_fields);
	json_add_text(out, "thank_you", project->thank_you);
	json_add_text(out, "newsletter", outlets->newsletter);
	inquiry_text(out, "newsletter_url", *outlets->newsletter_url == '\0'
	    ? NULL : outlets->newsletter_url);
	json_add_text(out, "newsletter_param", outlets->newsletter_param);
	json_add_text(out, "newsletter_dates", outlets->newsletter_dates);
	inquiry_text(out, "webhook_url", *outlets->webhook_url == '\0'
	    ? NULL : outlets->webhook_url);
	json_close(out, '}');
}

static void
add_summary(struct str *out, const struct outlook *outlook)
{
	const struct standing *const standing = &outlook->standing;

	json_open(out, "summary", '{');
	json_add_text(out, "level", fault_level(outlook->level));
	json_add_int(out, "sessions", standing->sessions);
	json_add_int(out, "leads", standing->leads);
	json_add_int(out, "synced", standing->synced);
	json_add_int(out, "waiting_for_you", standing->waiting_for_you);
	inquiry_time(out, "last_hit", standing->last_hit);
	json_close(out, '}');
}

bool
project_card(struct inquiry *inquiry, struct str *out,
    const struct project *project, const struct outlook *outlook)
{
	const struct outlets *outlets;

	if (!outlets_read(inquiry->db, inquiry->arena, project->id,
	    &outlets) || outlets == NULL)
		return false;
	json_add_int(out, "id", project->id);
	json_add_text(out, "name", project->name);
	inquiry_time(out, "created_at", project->created);
	json_add_bool(out, "active", true);
	json_add_int(out, "pixel_count", project->pixels);
	add_configuration(out, project, outlets);
	add_summary(out, outlook);
	return true;
}

static void
add_hosts(struct inquiry *inquiry, struct str *out, const char *name,
    const char *hosts)
{
	json_open(out, name, '[');
	while (*hosts != '\0') {
		const size_t size = strcspn(hosts, " ");
		json_add_text(out, NULL, arena_copy(inquiry->arena, hosts,
		    size));
		hosts += size + strspn(hosts + size, " ");
	}
	json_close(out, ']');
}

static bool
add_verdicts(struct inquiry *inquiry, struct str *out, const char *name,
    int64_t pixel, int64_t day)
{
	const struct figure *figure;

	if (!standings_verdicts(inquiry->db, inquiry->arena, pixel, day,
	    &figure))
		return false;
	json_open(out, name, '{');
	for (; figure != NULL; figure = figure->next)
		json_add_int(out, figure->name, figure->count);
	json_close(out, '}');
	return true;
}

/* As `leadpixel pixel tag` prints it, waiting where the project asks first. */
static void
add_tag(struct inquiry *inquiry, struct str *out, const char *public_id,
    const char *privacy)
{
	const struct snippet_slot slots[] = {
		{ "{mount}", inquiry->api->config->public_url },
		{ "{id}", public_id },
		{ "{settings}", strcmp(privacy, "consent") == 0
		    ? " data-consent=\"required\"" : "" } };
	char room[TAG_ROOM];
	struct str tag;

	str_init(&tag, room, sizeof(room));
	snippet_fill(&tag, snippet_plain, slots,
	    sizeof(slots) / sizeof(slots[0]));
	json_add_text(out, "tag", tag.data);
}

bool
pixel_card(struct inquiry *inquiry, struct str *out,
    const struct pixel_row *pixel, const struct project *project)
{
	const int64_t today = date_day(inquiry->now);

	json_add_text(out, "id", pixel->public_id);
	json_add_text(out, "pixel_id", pixel->public_id);
	json_add_int(out, "project_id", project->id);
	json_add_text(out, "project_name", project->name);
	json_add_text(out, "name", pixel->name);
	inquiry_text(out, "website_url", pixel->website);
	add_hosts(inquiry, out, "allowed_hosts", pixel->hosts);
	json_add_bool(out, "active", pixel->active);
	inquiry_time(out, "created_at", pixel->created);
	json_open(out, "configuration", '{');
	add_hosts(inquiry, out, "domains", pixel->hosts);
	json_close(out, '}');
	inquiry_time(out, "last_hit", pixel->last_visit);
	json_open(out, "verdicts", '{');
	if (!add_verdicts(inquiry, out, "today", pixel->id, today) ||
	    !add_verdicts(inquiry, out, "week", pixel->id,
	    today - WEEK_DAYS + 1))
		return false;
	json_close(out, '}');
	add_tag(inquiry, out, pixel->public_id, project->privacy);
	return true;
}

bool
pixel_cards(struct inquiry *inquiry, struct str *out, const char *name,
    const struct project *project)
{
	const struct pixel_row *pixel;

	if (!pixels_of(inquiry->db, inquiry->arena, project->id, &pixel))
		return false;
	json_open(out, name, '[');
	for (; pixel != NULL; pixel = pixel->next) {
		json_open(out, NULL, '{');
		if (!pixel_card(inquiry, out, pixel, project))
			return false;
		json_close(out, '}');
	}
	json_close(out, ']');
	return true;
}
