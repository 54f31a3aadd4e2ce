/* roster: the persons of an account that changed lately, for who waits. */
#ifndef ROSTER_H
#define ROSTER_H

#include <stdbool.h>
#include <stdint.h>

struct account_desk;
struct run;

/*
 * Whether leads of the account await their person and the list is due: every
 * 10 minutes while one of them is younger than a day, else hourly.
 */
bool roster_due(struct run *run, int64_t account, bool *due);

/*
 * Reads who changed since the last time, page by page, and makes ready the
 * leads whose address somebody has now: compared here, by the person key, for
 * the price of one list for all.  What stands in the way is noted on the
 * desk.  False when the database failed.
 */
bool roster_read(struct account_desk *at);

#endif
