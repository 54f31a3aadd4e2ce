/* timestamp: times as APIs write them, in whole seconds. */
#ifndef TIMESTAMP_H
#define TIMESTAMP_H

#include <stdbool.h>
#include <stdint.h>

enum { TIMESTAMP_TEXT = 24 };

/*
 * "2026-11-22T16:00:00Z", the second that `ms` lies in; fractions are refused
 * by Pipedrive (reference pipedrive 4).  1970 for what lies outside 1970-9999.
 */
void timestamp_print(int64_t ms, char out[TIMESTAMP_TEXT]);

/* The same, or with a blank in place of T, and without Z; false otherwise. */
bool timestamp_parse(const char *text, int64_t *ms);

#endif
