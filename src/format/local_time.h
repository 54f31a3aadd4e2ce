/* local_time: moments as the clocks of a time zone show them. */
#ifndef LOCAL_TIME_H
#define LOCAL_TIME_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/*
 * A zone is an IANA name; one that the system does not know is UTC.  The C
 * library reads the zone files and mends them with each update of the system,
 * but it knows one zone at a time, that of the environment: so these belong
 * in programs of one thread (leadpixel-sync, the command, the API), never in
 * the collector.  The answer depends on nothing but zone and moment.
 */
enum { LOCAL_TIME_TEXT = 48 };

void local_time_split(const char *zone, int64_t ms, struct tm *out);

/* "2026-01-27" */
void local_time_day(const char *zone, int64_t ms, char out[LOCAL_TIME_TEXT]);

/* "14:30:00" */
void local_time_clock(const char *zone, int64_t ms,
    char out[LOCAL_TIME_TEXT]);

/* "January 27, 2026 at 2:30 PM": as the original wrote it. */
void local_time_words(const char *zone, int64_t ms,
    char out[LOCAL_TIME_TEXT]);

/* Days since 1970 of the calendar there. */
int64_t local_time_date(const char *zone, int64_t ms);

/* When the day "2026-01-27" begins there; false for what is no day. */
bool local_time_read_day(const char *zone, const char *text, int64_t *ms);

#endif
