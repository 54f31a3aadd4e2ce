/* lead_origin: what the line of a lead leaves out of where it came from. */
#ifndef LEAD_ORIGIN_H
#define LEAD_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/* Where a visit began; NULL = unknown, or none. */
struct lead_origin_touch {
	const char *landing;		/* address */
	const char *click;		/* the id of an ad's click */
};

struct lead_origin {
	const char *page;		/* the form's, or NULL */
	struct lead_origin_touch first, last;
};

/* All NULL when there is no such lead; false: the database failed. */
bool lead_origin_read(struct db *db, struct arena *arena, int64_t lead,
    struct lead_origin *out);

#endif
