/* leadpixel-sync: delivers what is due, started by cron each minute. */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <sysexits.h>

#include "config.h"
#include "db.h"
#include "deliver.h"
#include "hash.h"
#include "log.h"
#include "schema.h"
#include "secrets.h"

static const char usage[] =
    "usage: leadpixel-sync [--config FILE] [--dry-run] [--quiet]\n"
    "Delivers the leads that are due to Pipedrive.  --dry-run tells what\n"
    "would be written where, and changes nothing.\n";

static const struct option long_options[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "dry-run", no_argument, NULL, 'n' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "help", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

static const int exit_codes[] = {
	[DELIVERED] = EX_OK,
	[DELIVER_LATER] = EX_TEMPFAIL,
	[DELIVER_TOKEN] = EX_NOPERM,
	[DELIVER_CONFIG] = EX_CONFIG,
};

static int
deliver(const struct deliver_options *options)
{
	const struct db_options how = { .read_only = options->dry_run,
		.fast = !options->config->durable };
	struct db *const db = db_open(options->config->database, &how);
	struct deliverer *deliverer = NULL;
	int code = EX_TEMPFAIL;

	if (db != NULL && !schema_fits(db))
		code = EX_CONFIG;
	else if (db != NULL)
		deliverer = deliver_open(db, options);
	if (deliverer != NULL)
		code = exit_codes[deliver_run(deliverer)];
	deliver_close(deliverer);
	db_close(db);
	return code;
}

/* False with the exit code: nothing is to be done. */
static bool
read_options(int argc, char **argv, struct deliver_options *options,
    const char **file, int *code)
{
	int letter;

	*code = EX_USAGE;
	while ((letter = getopt_long(argc, argv, "", long_options, NULL))
	    != -1) {
		if (letter == 'c')
			*file = optarg;
		else if (letter == 'n')
			options->dry_run = true;
		else if (letter == 'q')
			options->quiet = true;
		else {
			*code = letter == 'h' ? EX_OK : EX_USAGE;
			fputs(usage, letter == 'h' ? stdout : stderr);
			return false;
		}
	}
	if (optind == argc)
		return true;
	fputs(usage, stderr);
	return false;
}

int
main(int argc, char **argv)
{
	struct config config;
	struct secrets secrets;
	struct deliver_options options = { .config = &config,
		.secrets = &secrets };
	const char *file = NULL;
	char problem[1024];
	int code;

	if (!read_options(argc, argv, &options, &file, &code))
		return code;
	if (!config_read(file, &config, problem, sizeof(problem)) ||
	    !secrets_read(config.secrets, &secrets, problem,
	    sizeof(problem))) {
		log_error("%s", problem);
		return EX_CONFIG;
	}
	if (!hash_open())
		return EX_TEMPFAIL;
	return deliver(&options);
}
