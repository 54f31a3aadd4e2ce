/* figures: the numbers by which one sees whether all is well. */
#ifndef FIGURES_H
#define FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct db;
struct rows;

/* "synced": 12, "stored": 480. */
struct figure {
	const char *name;
	int64_t count;
	const struct figure *next;
};

/* A wall between us and an account. */
struct open_breaker {
	const char *target;		/* as in sync_jobs */
	int64_t owner_id;
	const char *owner;		/* name of the account or project */
	const char *name, *state;
	const char *reason;		/* or NULL */
	int64_t until;			/* ms, 0 = until somebody acts */
	const struct open_breaker *next;
};

/* The last run of leadpixel-sync; started 0 = there was none. */
struct last_run {
	int64_t started, ended;		/* ended 0 = going on, or killed */
	const char *reason;		/* or NULL */
	int64_t claimed, applied, failed;
};

struct figures {
	const struct figure *jobs;	/* deliveries by state */
	int64_t oldest_due;		/* ms, 0 = nothing is due */
	int64_t failed;			/* jobs given up since `failed_since` */
	struct last_run run;
	const struct open_breaker *breakers;
	int64_t leads;			/* since `today` */
	const struct figure *verdicts;	/* of the day of `today` */
};

/* The moments the numbers are asked for, ms. */
struct figures_times {
	int64_t now, failed_since, today;
};

/*
 * Of these the cheap ones only, which tell whether deliveries go on: oldest
 * due, failed, run, breakers.  The others stay as they are.
 */
bool figures_watch(struct db *db, struct arena *arena,
    const struct figures_times *times, struct figures *out);

bool figures_read(struct db *db, struct arena *arena,
    const struct figures_times *times, struct figures *out);

/* All rows of a name (NULL where it is) and a count, and their end. */
bool figures_take(struct rows *rows, struct arena *arena,
    const struct figure **out);

#endif
