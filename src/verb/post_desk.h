/* post_desk: a project's newsletter or webhook in a run. */
#ifndef POST_DESK_H
#define POST_DESK_H

#include <stdbool.h>

#include "desk.h"
#include "outlet.h"

struct outlets;

struct post_desk {
	struct desk desk;		/* the first: a turn has no other */
	struct outlet outlet;		/* not on: its jobs are left out */
	char name[160];
};

/*
 * Reads breakers and secret.  What stands in the way of calls is logged and
 * noted on the run; the desk is walled then.  False when the database failed.
 */
bool post_desk_open(struct post_desk *at, struct run *run,
    const struct outlets *outlets, enum target target);

#endif
