/* zone: what day it is somewhere. */
#ifndef ZONE_H
#define ZONE_H

#include <stdint.h>

/*
 * Days since 1970 of the calendar in an IANA zone; by UTC where the system
 * does not know it.  The C library has one zone at a time, the process's own:
 * for programs without threads, which it is left changed for.
 */
int64_t zone_day(const char *zone, int64_t ms);

#endif
