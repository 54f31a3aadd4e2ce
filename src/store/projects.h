/* projects: the rows of clients or brands, with their rules. */
#ifndef PROJECTS_H
#define PROJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct db;

struct project {
	int64_t id;
	const char *name;
	int64_t account_id;		/* 0 = none */
	const char *account;		/* its name, or NULL */
	const char *crm;		/* off, watch, on */
	const char *privacy;		/* identified, consent, anonymous */
	const char *ip_policy;		/* none, masked, full */
	const char *time_zone;		/* IANA name */
	int64_t hold_seconds;
	int64_t pixels;			/* active ones; not by its name */
	int64_t retention_days;
	bool dnt;			/* "DNT: 1" counts as Sec-GPC does */
	const char *custom_params;	/* blank-separated, "" = none */
	const char *store_fields;	/* blank-separated, "" = all */
	const char *thank_you;		/* the same, "" = none */
	const char *weak_match;		/* review, write */
	int64_t wait_days;		/* for a lead's person to appear */
	bool keep_back;			/* leads without consent stay here */
	int64_t created;
	const struct project *next;
};

/* Adds a row and sets the id.  False: see db_trouble. */
bool projects_add(struct db *db, struct project *project, int64_t now);

/* The active project of that name; *out is NULL if there is none. */
bool projects_find(struct db *db, struct arena *arena, const char *name,
    const struct project **out);

/* The active one of that id; *out is NULL if there is none. */
bool projects_read(struct db *db, struct arena *arena, int64_t id,
    const struct project **out);

/* All active ones by name, linked by `next`; NULL if none. */
bool projects_list(struct db *db, struct arena *arena,
    const struct project **out);

/* Writes all that --privacy and its like can change. */
bool projects_change(struct db *db, const struct project *project);

/* What it does with its leads from now on. */
bool projects_set_crm(struct db *db, int64_t id, const char *crm,
    int64_t account_id);

/* Another name; its end, and that of its pixels: names become free. */
bool projects_rename(struct db *db, int64_t id, const char *name);
bool projects_end(struct db *db, int64_t id);

#endif
