/* enlist: a hit with form data becomes a lead with its jobs. */
#ifndef ENLIST_H
#define ENLIST_H

#include <stdbool.h>
#include <stdint.h>

#include "committer.h"

struct arena;
struct db;
struct hit;
struct pixel;
struct ruling;
struct visit;

/* An earlier message of this lead, or id 0. */
struct earlier_lead {
	int64_t id;
	bool moved;		/* the form's state went up */
};

/*
 * Looks for the lead by (pixel, lead_id) and moves its form state upward:
 * attempted < failed < confirmed, never back.
 */
bool enlist_upgrade(struct db *db, const struct pixel *pixel,
    const struct hit *hit, struct earlier_lead *out);

/* A page view that visit_write wrote thanks for the visitor's last form. */
bool enlist_thank(struct db *db, const struct pixel *pixel,
    const struct hit *hit, const struct visit *visit);

/* A lead whose event visit_write wrote. */
struct enlistment {
	struct db *db;
	struct arena *arena;
	const struct pixel *pixel;
	const unsigned char *person_secret;	/* HASH_SIZE bytes */
	const struct hit *hit;
	const struct visit *visit;
	struct ruling *ruling;
};

/*
 * Writes the submission, its frozen record and its jobs in the committer's
 * savepoint.  A person who writes from too many browsers makes the ruling's
 * verdict suspect.
 */
enum saved enlist(const struct enlistment *enlistment);

#endif
