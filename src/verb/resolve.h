/* resolve: somebody says who a lead's person is. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <stdint.h>

#include "edit.h"

/*
 * The lead goes to that person with the next run, whoever else has its
 * address; person 0 says that nobody in the CRM is it: the lead ends as not
 * found.  Refused where requeue_find refuses, for suspects, and for a person
 * of an account that is not the project's any more.
 */
enum edited resolve_lead(const struct editor *editor, int64_t lead,
    int64_t person);

#endif
