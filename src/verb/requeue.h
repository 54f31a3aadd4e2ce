/* requeue: a lead's delivery, tried from the beginning. */
#ifndef REQUEUE_H
#define REQUEUE_H

#include <stdint.h>

#include "edit.h"

struct inbox_job;
struct inbox_lead;

/*
 * Puts the job of a lead and target back, due at once, whatever became of
 * it; refused only while it is being sent, once it is erased, or when the
 * project has the CRM switched off.  Repeating an application changes
 * nothing in the CRM (P4).
 */
enum edited requeue_lead(const struct editor *editor, int64_t lead,
    const char *target);

/*
 * A lead and its job, to be set going again.  Refused with the reason: it is
 * being sent, erased, refused by its form, or its project is off the CRM.
 */
enum edited requeue_find(const struct editor *editor, int64_t id,
    const char *target, const struct inbox_lead **lead,
    const struct inbox_job **job);

/* The same of a lead that is read, and one of its jobs. */
enum edited requeue_check(const struct editor *editor,
    const struct inbox_lead *lead, const struct inbox_job *job);

#endif
