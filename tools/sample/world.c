#include "world.h"

#include <stdlib.h>
#include <string.h>

#include "bot.h"
#include "classify.h"
#include "config.h"
#include "db.h"
#include "dictionary.h"
#include "log.h"
#include "pixels.h"
#include "run.h"
#include "settings.h"

enum { KEEP_SIZE = 4 * 1024 * 1024, LEAD_SIZE = 4 * 1024 * 1024,
	CLASSIFY_MS = 60 * 1000, FIRST_SITE = 1200 };

static const int64_t day_ms = INT64_C(24) * 3600 * 1000;

static bool
make_room(struct world *world)
{
	void *const keep = malloc(KEEP_SIZE), *const lead = malloc(LEAD_SIZE);

	arena_init(&world->keep, keep, KEEP_SIZE);
	arena_init(&world->arena, lead, LEAD_SIZE);
	world->guests = guests_open();
	return keep != NULL && lead != NULL && world->guests.kept != NULL;
}

static bool
find_project(struct world *world)
{
	if (!projects_find(world->db, &world->keep, world->order->project,
	    &world->project))
		return false;
	if (world->project == NULL)
		log_error("there is no project \"%s\"",
		    world->order->project);
	else if (strcmp(world->project->privacy, "anonymous") == 0)
		log_error("project \"%s\" is anonymous: it knows no visitors",
		    world->order->project);
	else
		return true;
	return false;
}

bool
world_open(struct world *world)
{
	if (!make_room(world)) {
		log_error("there is no memory");
		return false;
	}
	if (!find_project(world))
		return false;
	world->settings = settings_read(world->db);
	return world->settings != NULL && desk_map_read(&world->map,
	    world->db, &world->keep, world->project->account_id);
}

static bool
add_site(struct world *world, struct dictionary *dictionary,
    const struct pixel_row *row)
{
	const struct site_about about = {
		.pixel = settings_pixel(world->settings, row->public_id),
		.website = row->website,
		.day = world->order->until / day_ms };

	if (about.pixel == NULL || about.pixel->project != world->project->id
	    || !row->active || world->site_count == SITES_MAX)
		return true;
	odds_add(&world->site_odds, FIRST_SITE /
	    (uint32_t)(world->site_count + 1));
	return site_open(&world->sites[world->site_count++], world->db,
	    dictionary, &world->keep, &about);
}

static bool
add_sites(struct world *world, struct dictionary *dictionary)
{
	const struct pixel_row *row;

	if (!pixels_list(world->db, &world->keep, &row))
		return false;
	for (; row != NULL; row = row->next)
		if (!add_site(world, dictionary, row))
			return false;
	if (world->site_count == 0)
		log_error("project \"%s\" has no pixel",
		    world->order->project);
	return world->site_count > 0;
}

bool
world_furnish(struct world *world)
{
	const struct order *const order = world->order;
	struct bot *const bot = bot_open(false);
	struct dictionary *const dictionary = bot == NULL ? NULL
	    : dictionary_open(bot);
	const bool good = dictionary != NULL &&
	    add_sites(world, dictionary) &&
	    ways_open(&world->ways, world->db, dictionary, &world->keep) &&
	    places_open(&world->places, world->db, dictionary) &&
	    browsers_open(&world->browsers, world->db, dictionary,
	    order->until - order->days * day_ms, order->until);

	free(dictionary);
	bot_close(bot);
	return good;
}

bool
world_classify(struct world *world)
{
	struct run run = { .db = world->db, .clock = world->clock,
		.job_arena = world->arena,
		.deadline = clock_steady() + CLASSIFY_MS };

	return classify_agents(&run);
}

void
world_close(struct world *world)
{
	free(world->keep.base);
	free(world->arena.base);
	guests_close(&world->guests);
	free(world->settings);
}
