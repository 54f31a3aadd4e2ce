/* wire: one HTTP call, bounded in time and size; all that knows libcurl. */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "outcome.h"

struct wire;

enum { WIRE_HEADERS = 4 };

/* Which addresses a name may lead to: looked at as it is called. */
enum wire_reach {
	WIRE_ANYWHERE,
	WIRE_OUTSIDE,			/* guard.h */
	WIRE_LOOPBACK			/* 127.0.0.1 alone, for tests */
};

struct wire_request {
	const char *method;		/* GET, PATCH, POST */
	const char *url;
	const char *headers[WIRE_HEADERS];	/* more lines; NULL = none */
	const char *body;		/* JSON, or NULL */
	enum wire_reach within;
};

/* The body lives until the next call; body[size] is NUL. */
struct wire_answer {
	enum reach reach;
	int status;			/* 0 = none was seen */
	const char *body;
	size_t size;
	int64_t ms;
};

/*
 * `authority` is a file with the certificate authority of https://127.0.0.1,
 * for tests; "" = none.  Logs and returns NULL on failure.
 */
struct wire *wire_open(const char *authority);
void wire_close(struct wire *wire);

/*
 * https only, and http to 127.0.0.1 for tests.  Never a redirect, a cookie, a
 * proxy of the environment, or a silent second try of a request with a body.
 * An address that is not within reach is REACH_WRONG.
 */
void wire_call(struct wire *wire, const struct wire_request *request,
    struct wire_answer *answer);

/* A header of the last answer; NULL if it has none of that name. */
const char *wire_header(struct wire *wire, const char *name);

#endif
