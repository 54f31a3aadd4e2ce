/* post: one lead sent to a newsletter or a webhook. */
#ifndef POST_H
#define POST_H

#include <stdbool.h>
#include <stdint.h>

#include "job.h"

struct wire;

enum { POST_HEADERS = 3 };

struct post {
	const char *url;
	bool loopback;			/* 127.0.0.1 may be it, for tests */
	const char *headers[POST_HEADERS];	/* lines; NULL = none */
	const char *body;		/* JSON */
	int64_t now;			/* ms UTC */
};

struct post_answer {
	enum job_event event;		/* the class: EVENT_OK to _REFUSED */
	int status;			/* HTTP, 0 = no answer */
	int64_t wait_ms;		/* asked for, up to an hour; 0 = not */
	const char *why;		/* nothing was sent: the address ...;
					   or NULL */
};

/* One call, or none when the address is not guard.h's. */
void post_do(struct wire *wire, const struct post *post,
    struct post_answer *answer);

#endif
