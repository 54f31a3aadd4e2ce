/* outlook: how a project stands, and which step of its setting up is next. */
#ifndef OUTLOOK_H
#define OUTLOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "standings.h"
#include "status.h"

struct account;
struct mapped_field;
struct project;

/* The figures of OUTLOOK_DAYS days. */
enum { OUTLOOK_DAYS = 30, OUTLOOK_QUIET_DAYS = 7 };

struct outlook {
	struct standing standing;
	/*
	 * broken: a breaker bars (breaker.h); look: another one is open,
	 * leads wait for a person, or no hit came for OUTLOOK_QUIET_DAYS days
	 */
	enum status_level level;
	bool quiet;		/* no hit for so long */
};

bool outlook_read(struct db *db, int64_t project, int64_t now,
    struct outlook *out);

/* The steps, each done or with what comes next in a sentence. */
struct outlook_steps {
	struct { bool done; int64_t last_hit; const char *pixel, *next; } tag;
	struct { bool done; const char *account, *company, *next; } crm;
	struct {
		bool done;
		int64_t lead, person_id;	/* the newest; 0 = none */
		const char *next;
	} match;
	struct { bool done; const char *crm, *next; } on;
	const struct mapped_field *map;		/* of the account */
};

/* Texts live in the arena; `next` is NULL of what is done. */
bool outlook_steps(struct db *db, struct arena *arena,
    const struct project *project, int64_t now, struct outlook_steps *out);

#endif
