/* lead_value: what a record says of one field of lead.h's table. */
#ifndef LEAD_VALUE_H
#define LEAD_VALUE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct json;
struct lead_field;

/* What differs from reader to reader. */
struct lead_words {
	const char *zone;	/* whose clocks show moments and days */
	const char *dashboard;	/* its address, "" = no links */
};

/*
 * The value as text, in the original's words where it had some (reference
 * original-system 5.3): "January 27, 2026 at 2:30 PM", "1h 23m", "Kassel,
 * Hesse, DE", addresses joined by ", "; a time by RFC 3339, a number in
 * digits.  NULL when the record (see record.h) does not have it: absent is
 * never written, and nothing derived stands in for a raw parameter (incident
 * I6).
 */
const char *lead_value(struct arena *arena, const struct json *record,
    const struct lead_field *field, const struct lead_words *words);

/*
 * When it began and when it ended, ms UTC, for fields that hold days or hours:
 * of a moment both are the same.  False for what is no time.
 */
bool lead_value_span(const struct json *record,
    const struct lead_field *field, int64_t *from, int64_t *until);

#endif
