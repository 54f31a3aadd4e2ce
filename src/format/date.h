/* date: times as people and machines write them. */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stdint.h>

enum { DATE_TEXT = 32 };

/* "2026-11-22T16:00:00.123Z" (RFC 3339), from ms UTC. */
void date_print(int64_t ms, char out[DATE_TEXT]);

/* "2026-11-22 16:00" in UTC, for a terminal. */
void date_short(int64_t ms, char out[DATE_TEXT]);

/* Days since 1970, UTC. */
int64_t date_day(int64_t ms);

/*
 * The days since 1970 of "2027-05-01", "05/01/2027" or "05-01-2027" (month,
 * day, year), blanks around it; false for any other shape, and where the
 * calendar has no such day.
 */
bool date_read_day(const char *text, int64_t *days);

/* "2027-05-01" */
void date_print_day(int64_t days, char out[DATE_TEXT]);

/* The same day of the year after; of 29 February it is the 28th. */
int64_t date_year_later(int64_t days);

/* "Sun, 06 Nov 1994 08:49:37 GMT" as ms UTC; false for anything else. */
bool date_read_http(const char *text, int64_t *ms);

#endif
