/* screening: what somebody says of a lead that was kept back. */
#ifndef SCREENING_H
#define SCREENING_H

#include <stdbool.h>
#include <stdint.h>

#include "edit.h"

struct inbox_job;
struct inbox_lead;

/*
 * A suspect is a person after all: due at once and counted, or (*sent false)
 * kept here because the project does not use Pipedrive.
 */
enum edited screening_release(const struct editor *editor, int64_t lead,
    bool *sent);

/* A suspect, or one to be looked at, is never to be sent. */
enum edited screening_spam(const struct editor *editor, int64_t lead);

/*
 * Whether a lead in that state is among the figures of its visit: people are,
 * suspects, spam and tests are not.
 */
bool screening_counts(const struct inbox_lead *lead,
    const struct inbox_job *job);

#endif
