/* lead_line: a lead as it stands in a list, and short lists of them. */
#ifndef LEAD_LINE_H
#define LEAD_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "inbox.h"

struct id;
struct keeper;

/* How a visit came; source NULL = directly. */
struct lead_line_touch {
	const char *source, *medium, *campaign, *channel;
};

/* Text may be NULL; job.state is NULL without a delivery to the CRM (of a
   sign-up: to the newsletter). */
struct lead_line {
	int64_t id, received, occurred, project_id;
	bool test;
	const char *email, *phone, *first_name, *last_name;
	const char *form_id, *form_name, *form_state;
	const char *pixel, *pixel_name, *project, *time_zone;
	struct lead_line_touch first, last;
	struct inbox_job job;		/* but for its tries */
	const struct lead_line *next;
};

/* The row of a statement that begins with LEAD_LINE; NULL = no memory. */
struct lead_line *lead_line_keep(struct keeper *keeper);

/* The lead of that id; *out is NULL if there is none. */
bool lead_line_read(struct db *db, struct arena *arena, int64_t id,
    const struct lead_line **out);

/* By the id its script made, as in a link of the CRM: one in each pixel at
   most, and as a rule one in all. */
bool lead_line_by_lead_id(struct db *db, struct arena *arena,
    const struct id *lead_id, const struct lead_line **out);

/* The other leads of a lead's person in its project, the newest first. */
bool lead_line_of_person(struct db *db, struct arena *arena, int64_t lead,
    int64_t last, const struct lead_line **out);

/* All leads of a visitor, the newest first. */
bool lead_line_of_visitor(struct db *db, struct arena *arena,
    int64_t visitor, int64_t last, const struct lead_line **out);

#endif
