/* tour: all accounts and outlets of a run, each with its share of the time. */
#ifndef TOUR_H
#define TOUR_H

#include <stdbool.h>

struct run;

/*
 * Delivers what is due to each.  What stands in the way of one is logged and
 * keeps none of the others waiting.  False when the database failed.
 */
bool tour_go(struct run *run);

#endif
