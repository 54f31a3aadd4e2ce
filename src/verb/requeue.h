/* requeue: a lead's delivery, tried from the beginning. */
#ifndef REQUEUE_H
#define REQUEUE_H

#include <stdint.h>

#include "edit.h"

/*
 * Puts the job of a lead and target back, due at once, whatever became of
 * it; refused only while it is being sent, once it is erased, or when the
 * project has the CRM switched off.  Repeating an application changes
 * nothing in the CRM (P4).
 */
enum edited requeue_lead(const struct editor *editor, int64_t lead,
    const char *target);

#endif
