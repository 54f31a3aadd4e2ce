#include "line.h"

#include <errno.h>
#include <fcgiapp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "bounds.h"
#include "clock.h"
#include "exchange.h"
#include "request.h"

struct line {
	FCGX_Request fcgi;
	bool cgi;
};

extern char **environ;

bool
line_library_open(void)
{
	/* else each answer waits for Apache to close (measured, DESIGN 3) */
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
	return FCGX_Init() == 0;
}

struct line *
line_open(int listening)
{
	struct line *line = calloc(1, sizeof(*line));

	if (line == NULL)
		return NULL;
	line->cgi = listening < 0;
	if (!line->cgi)
		FCGX_InitRequest(&line->fcgi, listening,
		    FCGI_FAIL_ACCEPT_ON_INTR);
	return line;
}

static void
set_timeout(int file, int64_t ms)
{
	struct timeval timeout;

	ms = ms < 1 ? 1 : ms;
	timeout = (struct timeval){ .tv_sec = ms / 1000,
		.tv_usec = ms % 1000 * 1000 };
	setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
}

void
line_wake(int listening)
{
	set_timeout(listening, ACCEPT_WAKE_MS);
}

enum accepted
line_accept(struct line *line)
{
	int code = FCGX_Accept_r(&line->fcgi);

	if (code >= 0) {
		/* not inherited from the listening socket (measured) */
		set_timeout(line->fcgi.ipcFd, BODY_MS);
		return ACCEPTED;
	}
	switch (-code) {
	case EAGAIN: case EINTR:
		return ACCEPT_NOTHING;
	case EMFILE: case ENFILE: case ENOBUFS: case ENOMEM:
	case ECONNABORTED:
		return ACCEPT_LATER;
	default:
		errno = -code;
		return ACCEPT_BROKEN;
	}
}

char *const *
line_variables(const struct line *line)
{
	return line->cgi ? environ : line->fcgi.envp;
}

/* Some bytes: 0 at the end, -1 when none came in time or at all. */
static ssize_t
read_cgi(char *to, size_t room, int64_t wait_ms)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	ssize_t got;

	if (poll(&input, 1, (int)(wait_ms < 1 ? 1 : wait_ms)) != 1)
		return -1;
	do
		got = read(STDIN_FILENO, to, room);
	while (got < 0 && errno == EINTR);
	return got;
}

/*
 * libfcgi blocks until it has all it was asked for, so it is asked for what
 * it holds, or for one byte: that is one read(2), bounded by SO_RCVTIMEO.
 */
static ssize_t
read_fcgi(FCGX_Request *fcgi, char *to, size_t room, int64_t wait_ms)
{
	size_t held = (size_t)(fcgi->in->stop - fcgi->in->rdNext);
	int got;

	if (held == 0 && wait_ms < BODY_MS)
		set_timeout(fcgi->ipcFd, wait_ms);
	if (held > room)
		held = room;
	got = FCGX_GetStr(to, held == 0 ? 1 : (int)held, fcgi->in);
	if (got == 0 && FCGX_GetError(fcgi->in) != 0)
		return -1;
	return got;
}

static ssize_t
read_some(struct line *line, char *to, size_t room, int64_t deadline)
{
	int64_t left = deadline - clock_steady();

	if (left <= 0)
		return -1;
	return line->cgi ? read_cgi(to, room, left)
	    : read_fcgi(&line->fcgi, to, room, left);
}

enum body
line_body(struct line *line, int64_t content_length, char *body, size_t room,
    size_t *size)
{
	int64_t deadline = clock_steady() + BODY_MS;
	ssize_t got = 1;

	*size = 0;
	if (line->cgi && content_length <= 0)
		got = 0;
	while (got > 0 && *size < room - 1) {
		got = read_some(line, body + *size, room - 1 - *size,
		    deadline);
		if (got > 0)
			*size += (size_t)got;
		/* CGI input need not end: Content-Length says it */
		if (line->cgi && content_length >= 0 &&
		    (int64_t)*size >= content_length)
			got = 0;
	}
	body[*size] = '\0';
	if (got > 0)
		return BODY_LARGE;
	if (got < 0)
		return BODY_LATE;
	return content_length > (int64_t)*size ? BODY_CUT : BODY_WHOLE;
}

bool
line_drain(struct line *line, int64_t ms)
{
	int64_t deadline = clock_steady() + ms;
	char sink[4096];
	ssize_t got = 1;

	for (size_t all = 0; got > 0 && all < DRAIN_MAX; all += (size_t)got) {
		got = read_some(line, sink, sizeof(sink), deadline);
		if (got <= 0)
			break;
	}
	return got >= 0;
}

static bool
write_all(const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t put = write(STDOUT_FILENO, bytes, size);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		bytes += put;
		size -= (size_t)put;
	}
	return true;
}

void
line_patience(struct line *line, int64_t ms)
{
	const struct timeval timeout = { .tv_sec = ms / 1000,
		.tv_usec = ms % 1000 * 1000 };

	if (!line->cgi)
		setsockopt(line->fcgi.ipcFd, SOL_SOCKET, SO_SNDTIMEO,
		    &timeout, sizeof(timeout));
}

bool
line_send(struct line *line, const char *bytes, size_t size)
{
	return line->cgi ? write_all(bytes, size)
	    : FCGX_PutStr(bytes, (int)size, line->fcgi.out) >= 0;
}

bool
line_begin(struct line *line, const struct request *request,
    const struct response *response)
{
	char room[ANSWER_HEAD_MAX];
	struct str head;
	size_t body = request->method == METHOD_HEAD ? 0
	    : response->body.size;

	str_init(&head, room, sizeof(room));
	response_head(request, response, &head);
	return line_send(line, head.data, head.size) &&
	    line_send(line, response->body.data, body);
}

void
line_end(struct line *line)
{
	/* as CGI left open: Apache ends whom it finds alive after the end
	   of the output, and waits 10 ms for that (measured) */
	if (!line->cgi)
		FCGX_Finish_r(&line->fcgi);
}

void
line_break(struct line *line)
{
	enum { CLOSE = 1 };

	/* without the record that ends a request */
	if (!line->cgi)
		FCGX_Free(&line->fcgi, CLOSE);
}

void
line_answer(struct line *line, const struct request *request,
    const struct response *response)
{
	(void)line_begin(line, request, response);
	line_end(line);
}

bool
line_is_cgi(void)
{
	return FCGX_IsCGI() != 0;
}
