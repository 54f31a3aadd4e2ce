/* fate_rows: the table of how deliveries go, and how often. */
#ifndef FATE_ROWS_H
#define FATE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "job.h"

struct chance;

/* One call to the CRM. */
struct fate_call {
	const char *operation;		/* NULL ends the list */
	enum job_event event;
	int http;
	int64_t tokens;
	bool writes;
	const char *excerpt;
};

struct fate_row {
	enum job_state state;
	const char *reason;
	uint32_t weight;
	int64_t least, most;		/* minutes since it was due; 0 = any */
	const struct fate_call *calls;	/* NULL: nothing was tried */
	bool knows;			/* the person */
	const char *method;		/* by which, or NULL */
	int64_t tries, looks;
	bool by_hand;			/* somebody decided */
	const char *error;
	int candidates;			/* to choose from */
	bool by_phone;			/* that is how they were found */
};

/* Of those that a lead which was due so long ago may have. */
const struct fate_row *fate_rows_draw(struct chance *chance, int64_t minutes,
    bool has_phone);

/* What a rule decides at receipt. */
const struct fate_row *fate_rows_skipped(const char *reason);
const struct fate_row *fate_rows_suspect(void);
const struct fate_row *fate_rows_held(void);

/* Of a project that watches: looked for, and nothing is written. */
const struct fate_row *fate_rows_watched(void);

/* The last call; NULL = there was none. */
const struct fate_call *fate_rows_last(const struct fate_row *row);

#endif
