/* when: moments, as people say them. */
#ifndef WHEN_H
#define WHEN_H

#include <stdint.h>

/* How they are shown: in a project's time zone, seen from now. */
struct when {
	int64_t now;
	const char *zone;	/* IANA name */
};

enum { WHEN_TEXT = 40 };

enum when_form {
	WHEN_FULL,	/* "22 Nov 2026 16:00:12" */
	WHEN_SECOND,	/* "16:00:12" */
	WHEN_LIST,	/* "22 Nov 16:00", of another year "22 Nov 2025" */
	WHEN_BRIEF,	/* today "16:00", else "22 Nov" */
	WHEN_AT,	/* today "16:00", else "22 Nov 16:00" */
	WHEN_CALL	/* today "16:00:12", else "22 Nov 16:00" */
};

/* "-" for 0. */
const char *when_print(const struct when *when, int64_t ms,
    enum when_form form, char out[WHEN_TEXT]);

/* "3 minutes ago", "in 2 hours". */
const char *when_distance(const struct when *when, int64_t ms,
    char out[WHEN_TEXT]);

#endif
