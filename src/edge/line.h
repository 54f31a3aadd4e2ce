/* line: the wire of one request, FastCGI or CGI, body in and answer out. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct request;
struct response;
struct line;

/* Once per process before the first line. */
bool line_library_open(void);

/* `listening` -1 = this process' standard input is a CGI body. */
struct line *line_open(int listening);

/* SIGTERM wakes nobody in accept: it looks up each ACCEPT_WAKE_MS. */
void line_wake(int listening);

enum accepted {
	ACCEPTED,
	ACCEPT_NOTHING,		/* nobody came within ACCEPT_WAKE_MS */
	ACCEPT_LATER,		/* out of descriptors or memory: nap */
	ACCEPT_BROKEN		/* the socket is of no use any more */
};

/* Waits for the next request on it. */
enum accepted line_accept(struct line *line);

/* CGI variables of the request at hand. */
char *const *line_variables(const struct line *line);

enum body { BODY_WHOLE, BODY_LATE, BODY_LARGE, BODY_CUT };

/*
 * Reads the body to its end into room bytes, NUL added, in BODY_MS at most.
 * BODY_CUT: shorter than Content-Length (-1 = not said), because Apache or
 * the client gave it up.
 */
enum body line_body(struct line *line, int64_t content_length, char *body,
    size_t room, size_t *size);

/* Reads on, politely: DRAIN_MAX bytes and so many ms at most.  False: by then
   the body was neither over nor too large. */
bool line_drain(struct line *line, int64_t ms);

/* A client that takes nothing for so long is given up. */
void line_patience(struct line *line, int64_t ms);

/*
 * An answer in pieces: its head and what the body holds, then more of it,
 * then its end.  False: nobody is there any more, or not fast enough.
 */
bool line_begin(struct line *line, const struct request *request,
    const struct response *response);
bool line_send(struct line *line, const char *bytes, size_t size);
void line_end(struct line *line);

/*
 * Ends it so that the client sees that something is missing: Apache closes
 * the connection in the midst.  As CGI there is no way to say so.
 */
void line_break(struct line *line);

/* Sends the answer and is ready for the next request. */
void line_answer(struct line *line, const struct request *request,
    const struct response *response);

/* True when this process was started as plain CGI, not as FastCGI. */
bool line_is_cgi(void);

#endif
