/* crew: processes that work side by side on one socket. */
#ifndef CREW_H
#define CREW_H

#include <stdbool.h>

/* What one of them does: serves until SIGTERM (true) or trouble (false). */
typedef bool crew_work(void *context, int listening);

/*
 * Keeps `size` processes at work and replaces who ends, not in a frenzy;
 * calls `ready` once all are there.  Ends them at SIGTERM or SIGINT, gently,
 * then not, and returns sysexits.  The caller has blocked all signals; they
 * end with us whatever happens to us.
 */
int crew_serve(int listening, int size, crew_work *work, void *context,
    void (*ready)(void *), void *ready_context);

#endif
