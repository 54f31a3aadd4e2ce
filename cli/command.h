/* command: what the operator can type, and what was typed. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "config.h"
#include "edit.h"
#include "str.h"

struct db;

enum { OPTIONS_MAX = 20, WHY_MAX = 1024,
	ARGUMENTS_MAX = 1 + ALLOWED_HOSTS_MAX };	/* pixel hosts */

/* "--hold SECONDS"; a flag has no value. */
struct option {
	const char *name, *value, *says;
};

struct order;

/* A row of the table in commands.c. */
struct command {
	const char *name;		/* "project add" */
	const char *arguments;		/* "NAME", as the help shows them */
	const char *says;
	size_t least, most;		/* arguments */
	struct option options[OPTIONS_MAX];
	int (*run)(struct order *order);	/* an exit code of sysexits.h */
};

/* What was typed, and what it needs. */
struct order {
	const struct command *command;
	const char *config_path;	/* --config, or NULL */
	bool json, help;
	size_t count;
	const char *arguments[ARGUMENTS_MAX];
	const char *values[OPTIONS_MAX];	/* NULL = not given */
	struct clock clock;
	struct arena arena;
	struct config config;		/* after order_open or order_config */
	struct db *db;			/* after order_open */
	char actor[64];			/* "cli:root" */
	char why_room[WHY_MAX];
	struct str why;
};

/* The i-th of the table, NULL past the end. */
const struct command *commands_at(size_t i);

/* The command that words[0] or words[0] and [1] name; NULL = there is none.
   *used is how many words it took. */
const struct command *commands_find(const char *const *words, size_t count,
    size_t *used);

#endif
