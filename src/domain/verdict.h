/* verdict: what became of a hit, in the words of X-Leadpixel. */
#ifndef VERDICT_H
#define VERDICT_H

enum verdict {
	VERDICT_NONE,		/* not a hit: no header */
	VERDICT_STORED,
	VERDICT_DUPLICATE,
	VERDICT_BOT,
	VERDICT_SUSPECT,
	VERDICT_TEST,
	VERDICT_IGNORED,
	VERDICT_RATE_LIMITED,
	VERDICT_BAD_REQUEST,	/* the header adds ":field" */
	VERDICT_UNKNOWN_PIXEL,
	VERDICT_INACTIVE_PIXEL,
	VERDICT_ORIGIN_REFUSED,
	VERDICT_COUNTED_ONLY,
	VERDICT_BUSY,
	VERDICT_COUNT
};

/* "rate_limited"; never NULL. */
const char *verdict_name(enum verdict verdict);

#endif
