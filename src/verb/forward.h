/* forward: where a lead goes beside the CRM: newsletter and webhook. */
#ifndef FORWARD_H
#define FORWARD_H

#include <stdbool.h>
#include <stdint.h>

struct enlistment;

/*
 * Makes their jobs, each with a state of its own, in the transaction of the
 * lead.  `flood`: it is kept for a person to look at.  False when the
 * database failed.
 */
bool forward(const struct enlistment *enlistment, int64_t submission,
    bool flood);

#endif
