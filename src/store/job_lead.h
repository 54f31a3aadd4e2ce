/* job_lead: what a delivery needs of its lead. */
#ifndef JOB_LEAD_H
#define JOB_LEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "settings.h"

struct arena;
struct db;

/* Text NULL = absent. */
struct job_lead {
	int64_t received;
	const char *email, *phone, *first_name, *last_name;
	const unsigned char *person_key;	/* HASH_SIZE bytes or NULL */
	const char *no_history;		/* why its history is missing */
	const char *record;		/* the frozen record */
	bool complete;			/* ... which nothing changes any more */
	bool form_failed, test;
	enum crm_mode crm;		/* off if the project is inactive */
	bool weak_write;		/* one namesake is the person */
	bool keep_back;			/* without consent it stays here */
	int64_t patience_ms;		/* for the person to appear */
	const char *zone;		/* of the project: IANA name */
};

/* Logs why when the lead cannot be read; all text lies in the arena. */
bool job_lead_read(struct db *db, struct arena *arena, int64_t submission,
    struct job_lead *out);

#endif
