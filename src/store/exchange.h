/* exchange: one request and its answer, with the memory of both. */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "bounds.h"
#include "hints.h"
#include "ip.h"
#include "place.h"
#include "str.h"
#include "verdict.h"

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_OPTIONS,
	METHOD_PUT, METHOD_DELETE, METHOD_OTHER };

/* What a client asked; text is never NULL ("" when absent). */
struct request {
	enum method method;
	const char *path;		/* REQUEST_URI, "?" ends it */
	const char *query;
	const char *content_type, *origin, *referer, *cookie, *user_agent;
	const char *host, *fetch_site, *gpc, *dnt;
	const char *authorization, *api_key, *token;
	struct hint_headers hints;
	struct ip client;		/* behind trusted proxies */
	struct place_signs signs;
	struct place place;		/* of the client, by the verb */
	bool https;
	int64_t content_length;		/* -1 = not said */
	const char *body;		/* NUL follows the last byte */
	size_t body_size;
	int64_t received;		/* ms UTC */
	const char *pixel;		/* as sent, or NULL: set by the verb */
};

/* What it gets. */
struct response {
	int status;
	enum verdict verdict;
	const char *verdict_field;	/* of bad_request, or NULL */
	const char *detail;		/* for the owner's eyes, or NULL */
	const char *type;		/* content type of the body */
	bool image;			/* the body is the GIF, whatever came */
	bool inside;			/* for no other site to read */
	bool streamed;			/* the line has its head already */
	bool broken_off;		/* then: what it has is not all */
	struct str head;		/* further header lines, "\r\n" each */
	struct str body;
	char head_room[1024];
	char body_room[ANSWER_MAX];
};

struct exchange {
	struct request request;
	struct response response;
	struct arena arena;
	void *work;			/* the verb's: what it read; NULL
					   where that is no hit */
	void *line;			/* of gate or wicket: where to answer */
	int64_t queued;			/* steady ms */
	size_t head;			/* of the answer, before the verb */
	struct exchange *next;
};

/* An empty answer: 200, no body. */
void response_reset(struct response *response);

/* The same, but for the first `head` bytes of its header lines. */
void response_rewind(struct response *response, size_t head);

#endif
