#include "post.h"

#include <stddef.h>

#include "date.h"
#include "guard.h"
#include "outcome.h"
#include "str.h"
#include "wire.h"

enum { HOUR_S = 3600 };

_Static_assert((int)POST_HEADERS <= (int)WIRE_HEADERS, "each has its room");

/* Retry-After = HTTP-date / delay-seconds            (RFC 9110 10.2.3) */
static int64_t
wait_asked(struct wire *wire, int64_t now)
{
	const char *const text = wire_header(wire, "retry-after");
	int64_t seconds, moment, wait;

	if (text == NULL)
		return 0;
	if (str_int(text, 0, INT32_MAX, &seconds))
		wait = seconds * 1000;
	else if (date_read_http(text, &moment))
		wait = moment - now;
	else
		return 0;
	if (wait < 0)
		return 0;
	return wait < HOUR_S * 1000 ? wait : HOUR_S * 1000;
}

void
post_do(struct wire *wire, const struct post *post,
    struct post_answer *answer)
{
	struct wire_request request = { .method = "POST", .url = post->url,
		.body = post->body, .within = WIRE_OUTSIDE };
	struct wire_answer got;

	*answer = (struct post_answer){ .event = EVENT_CONFIG };
	answer->why = guard_url(post->url, post->loopback);
	if (answer->why != NULL)
		return;
	if (post->loopback && guard_is_loopback(post->url))
		request.within = WIRE_LOOPBACK;
	for (size_t i = 0; i < POST_HEADERS; i++)
		request.headers[i] = post->headers[i];
	wire_call(wire, &request, &got);
	answer->event = outcome_of_post(got.reach, got.status);
	answer->status = got.status;
	answer->wait_ms = wait_asked(wire, post->now);
	if (got.reach == REACH_WRONG)
		answer->why = "is not to be trusted: its certificate, or the"
		    " network that its name leads into";
}
