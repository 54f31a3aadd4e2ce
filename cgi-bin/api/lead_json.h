/* lead_json: what several answers show of a lead, in the same words. */
#ifndef LEAD_JSON_H
#define LEAD_JSON_H

#include <stdbool.h>
#include <stdint.h>

struct inbox_event;
struct inbox_job;
struct inquiry;
struct lead_line;
struct str;
struct telling;

/* What became of it; false: no memory. */
bool lead_json_tell(struct inquiry *inquiry, const struct lead_line *line,
    const struct inbox_job *job, struct telling *out);

/* All members of a line of the list, into an object that is open. */
bool lead_json_line(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line);

/* [{id, received, form, label}] */
bool lead_json_others(struct inquiry *inquiry, struct str *out,
    const char *name, const struct lead_line *line);

/* The members due (of what goes on by itself) and finished. */
void lead_json_times(struct str *out, const struct inbox_job *job);

/* The member person_url of who a job was written to. */
void lead_json_person(struct str *out, const struct inbox_job *job);

/* Persons to choose from, while somebody has to; else []. */
bool lead_json_candidates(struct inquiry *inquiry, struct str *out,
    const struct lead_line *line, const struct inbox_job *job);

/* What happened in a visit: [{occurred, type, url, title}] */
void lead_json_events(struct str *out, const char *name,
    const struct inbox_event *event);

/* An id, or null for 0. */
void lead_json_id(struct str *out, const char *name, int64_t id);

#endif
