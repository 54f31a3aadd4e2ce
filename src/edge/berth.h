/* berth: one of the few places for calls that take long. */
#ifndef BERTH_H
#define BERTH_H

#include <stdbool.h>

struct config;

/*
 * One of `places`, shared by all processes: locks of run_dir/NAME.0 and so
 * on, which end with the process at the latest.  False: all are taken, or
 * (logged) none can be.
 */
bool berth_take(const struct config *config, const char *name, int places,
    int *file);
void berth_leave(int file);

#endif
