/* wire: one HTTP call, bounded in time and size; all that knows libcurl. */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "outcome.h"

struct wire;

struct wire_request {
	const char *method;		/* GET, PATCH, POST */
	const char *url;
	const char *header;		/* one more line, or NULL */
	const char *body;		/* JSON, or NULL */
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
 */
void wire_call(struct wire *wire, const struct wire_request *request,
    struct wire_answer *answer);

/* A header of the last answer; NULL if it has none of that name. */
const char *wire_header(struct wire *wire, const char *name);

#endif
