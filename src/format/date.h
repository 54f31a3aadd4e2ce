/* date: times as people and machines write them. */
#ifndef DATE_H
#define DATE_H

#include <stdint.h>

enum { DATE_TEXT = 32 };

/* "2026-11-22T16:00:00.123Z" (RFC 3339), from ms UTC. */
void date_print(int64_t ms, char out[DATE_TEXT]);

/* "2026-11-22 16:00" in UTC, for a terminal. */
void date_short(int64_t ms, char out[DATE_TEXT]);

/* Days since 1970, UTC. */
int64_t date_day(int64_t ms);

#endif
