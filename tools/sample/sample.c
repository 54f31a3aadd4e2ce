/* sample: fills a project with an invented history, for demo and bench. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "config.h"
#include "date.h"
#include "db.h"
#include "filling.h"
#include "hash.h"
#include "log.h"
#include "schema.h"
#include "str.h"
#include "timestamp.h"
#include "world.h"

static const char usage[] =
    "usage: sample --config FILE --project NAME [--sessions N] [--events N]\n"
    "              [--leads N] [--days N] [--seed N] [--until TIME]\n"
    "Fills a project that has a pixel with an invented history of visits and\n"
    "leads up to TIME (2026-11-22T16:00:00Z; now).  The same numbers give the\n"
    "same rows.  Once for each project, and never for one in real use: its\n"
    "figures would be mixed with these, and leads that still wait would be\n"
    "looked for in its Pipedrive.\n"
    "Default: 6000 sessions, 20000 events, 120 leads, 60 days, seed 1.\n";

static const struct option long_options[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "project", required_argument, NULL, 'p' },
	{ "sessions", required_argument, NULL, 's' },
	{ "events", required_argument, NULL, 'e' },
	{ "leads", required_argument, NULL, 'l' },
	{ "days", required_argument, NULL, 'd' },
	{ "seed", required_argument, NULL, 'r' },
	{ "until", required_argument, NULL, 'u' },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

/* Beyond 32 hits a visit one visit would have to be longer than any is. */
enum { SESSIONS_MAX = 100 * 1000 * 1000, HITS_MAX = 32 };

static bool
read_number(struct order *order, int letter)
{
	int64_t seed;

	switch (letter) {
	case 's':
		return str_int(optarg, 1, SESSIONS_MAX, &order->sessions);
	case 'e':
		return str_int(optarg, 1, (int64_t)SESSIONS_MAX * HITS_MAX,
		    &order->events);
	case 'l':
		return str_int(optarg, 0, SESSIONS_MAX, &order->leads);
	case 'd':
		return str_int(optarg, 1, 3650, &order->days);
	case 'u':
		return timestamp_parse(optarg, &order->until);
	case 'r':
		if (!str_int(optarg, 0, INT64_MAX, &seed))
			return false;
		order->seed = (uint64_t)seed;
		return true;
	default:
		return false;
	}
}

/* Each visit has a hit, and one with a lead three of them. */
static bool
is_possible(const struct order *order)
{
	return order->leads <= order->sessions &&
	    order->events >= order->sessions + 2 * order->leads &&
	    order->events <= order->sessions * HITS_MAX;
}

static bool
read_order(int argc, char **argv, struct order *order, const char **file)
{
	int letter;

	while ((letter = getopt_long(argc, argv, "", long_options, NULL))
	    != -1) {
		if (letter == 'c')
			*file = optarg;
		else if (letter == 'p')
			order->project = optarg;
		else if (!read_number(order, letter))
			return false;
	}
	return optind == argc && *file != NULL && order->project != NULL &&
	    is_possible(order);
}

static void
tell(const struct world *world, const struct filled *filled)
{
	const struct order *const order = world->order;
	char until[DATE_TEXT];

	date_short(order->until, until);
	printf("%lld visits with %lld hits on %zu site%s, and %lld leads of"
	    " %d people,\nin %lld days up to %s UTC, of project \"%s\"\n",
	    (long long)filled->sessions, (long long)filled->events,
	    world->site_count, world->site_count == 1 ? "" : "s",
	    (long long)filled->leads, (int)world->persons,
	    (long long)order->days, until, order->project);
}

static bool
fill(struct world *world)
{
	struct filled filled;
	char text[DATE_TEXT];
	int64_t noted;

	if (!filling_noted(world, &noted))
		return false;
	if (noted != 0) {
		date_short(noted, text);
		printf("project \"%s\" has its sample data since %s UTC\n",
		    world->order->project, text);
		return true;
	}
	if (!world_open(world) || !filling_run(world, &filled))
		return false;
	tell(world, &filled);
	return true;
}

static int
open_and_fill(const struct order *order, const struct config *config,
    const struct clock *clock)
{
	/* a power cut may cost the last slices: then one begins anew */
	const struct db_options how = { .fast = true };
	struct world *const world = calloc(1, sizeof(*world));
	int code = EX_TEMPFAIL;

	if (world == NULL)
		return EX_TEMPFAIL;
	world->order = order;
	world->config = config;
	world->clock = *clock;
	world->chance = chance_from(order->seed, 0);
	world->db = db_open(config->database, &how);
	if (world->db != NULL && schema_fits(world->db) && fill(world))
		code = EX_OK;
	world_close(world);
	db_close(world->db);
	free(world);
	return code;
}

int
main(int argc, char **argv)
{
	const struct clock clock = clock_open();
	struct order order = { .sessions = 6000, .events = 20000,
		.leads = 120, .days = 60, .seed = 1,
		.until = clock_now(&clock) };
	static struct config config;
	const char *file = NULL;
	char problem[1024];

	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		fputs(usage, stdout);
		return EX_OK;
	}
	if (!read_order(argc, argv, &order, &file)) {
		fputs(usage, stderr);
		return EX_USAGE;
	}
	if (!config_read(file, &config, problem, sizeof(problem))) {
		log_error("%s", problem);
		return EX_CONFIG;
	}
	return hash_open() ? open_and_fill(&order, &config, &clock)
	    : EX_TEMPFAIL;
}
