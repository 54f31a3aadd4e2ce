/* cancel: a lead's delivery, called off before it is made. */
#ifndef CANCEL_H
#define CANCEL_H

#include <stdint.h>

#include "edit.h"

struct inbox_job;
struct inbox_lead;

/*
 * The lead does not go to that target unless somebody requeues it; later
 * leads of its person do not wait for it any more.  Refused while it is being
 * sent, for suspects, whose figures only `lead spam` sets right, and where
 * nothing is to come.
 */
enum edited cancel_lead(const struct editor *editor, int64_t lead,
    const char *target);

/* Whether that job can be called off. */
enum edited cancel_check(const struct editor *editor,
    const struct inbox_lead *lead, const struct inbox_job *job);

#endif
