/* lead_text: what a lead's line holds, as people read it. */
#ifndef LEAD_TEXT_H
#define LEAD_TEXT_H

#include <stdint.h>

struct inbox_job;
struct lead_line;

enum { LEAD_TEXT_NAME = 1024, LEAD_TEXT_URL = 512 };

/* "Anna Berg", or what there is of it; NULL = nothing. */
const char *lead_text_name(const struct lead_line *line,
    char room[LEAD_TEXT_NAME]);

/* The form's name, or its id, or NULL. */
const char *lead_text_form(const struct lead_line *line);

/* Where a person stands in the job's company; NULL = no such place. */
const char *lead_text_person(const struct inbox_job *job, int64_t person,
    char room[LEAD_TEXT_URL]);

#endif
