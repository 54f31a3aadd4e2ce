/* outlets: the rows of projects, as their newsletters and webhooks see them. */
#ifndef OUTLETS_H
#define OUTLETS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/* Text is "" where there is none. */
struct outlets {
	int64_t project;
	const char *name, *time_zone;
	bool active;
	const char *newsletter;		/* off, all_forms, opt_in:FIELD */
	const char *newsletter_url;
	const char *newsletter_param;	/* of addresses that sign up */
	const char *newsletter_dates;	/* blank-separated names of fields */
	const char *webhook_url;
	const struct outlets *next;
};

/* Of all projects, active or not, linked by `next`; NULL if none. */
bool outlets_list(struct db *db, struct arena *arena,
    const struct outlets **out);

/* Of one; *out is NULL if there is no such project. */
bool outlets_read(struct db *db, struct arena *arena, int64_t project,
    const struct outlets **out);

/* Writes all but its name, its time zone and whether it is active. */
bool outlets_change(struct db *db, const struct outlets *outlets);

#endif
