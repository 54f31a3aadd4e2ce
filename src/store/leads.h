/* leads: rows of submissions and the jobs that are made with them. */
#ifndef LEADS_H
#define LEADS_H

#include <stdbool.h>
#include <stdint.h>

#include "form.h"
#include "id.h"

struct db;

/* What is known of a lead when it arrives; text NULL = absent. */
struct new_lead {
	struct id lead_id;
	int64_t pixel, event, visitor, session;
	int64_t occurred, received;
	const char *form_id, *form_name;
	enum form_state form_state;
	const char *fields;		/* JSON list */
	bool truncated, test;
	struct contact contact;
	const unsigned char *person_key;	/* HASH_SIZE bytes or NULL */
	int consent;			/* 1, 0, -1 = not asked */
	const char *cookies;		/* JSON, or NULL */
	const char *no_history;		/* why there is none, or NULL */
	bool signup;			/* to the newsletter alone: no lead */
};

/* One delivery of it. */
struct new_job {
	int64_t submission, account;
	const char *target;		/* "pipedrive" */
	const unsigned char *person_key;
	const char *state, *reason;
	int64_t due, created;
	bool finished;			/* `state` is terminal */
};

/* The lead of that name; id 0 = none.  False: the database failed. */
bool leads_find(struct db *db, int64_t pixel, const struct id *lead_id,
    int64_t *id, enum form_state *state);

bool leads_add(struct db *db, const struct new_lead *lead, int64_t *id);
bool leads_add_job(struct db *db, const struct new_job *job);

/* Whose leads: each site has its own cookie, so clients are told apart. */
struct crowd {
	const unsigned char *person_key;
	int64_t project, pixel, since;
};

/*
 * How often a person wrote to a project since then, and from how many
 * browsers to the site of that pixel; both up to 50.
 */
bool leads_crowd(struct db *db, const struct crowd *crowd, int64_t *leads,
    int64_t *browsers);

/* Somebody sees a page of this pixel that thanks for a form. */
struct thanked {
	int64_t pixel, visitor, occurred;
};

/* The visitor's newest lead of half an hour with no word yet; 0 = none. */
bool leads_find_thanked(struct db *db, const struct thanked *thanked,
    int64_t *id);

/* How often a person signed up by an address of the project since then. */
bool leads_signups(struct db *db, const struct crowd *crowd, int64_t *count);

/*
 * The form's state moved: `failed` ends jobs that are still held, `confirmed`
 * opens again what `failed` ended, to be due at `due`, and lets a newsletter
 * go at once.
 */
bool leads_set_state(struct db *db, int64_t id, enum form_state state,
    int64_t now, int64_t due);

#endif
