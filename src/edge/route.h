/* route: which function answers a path, found in a door's table. */
#ifndef ROUTE_H
#define ROUTE_H

#include <stdbool.h>

#include "exchange.h"

/*
 * Parses the request and prepares what is to be written: true = it must be
 * committed; false = the answer is ready.
 */
typedef bool route_read(void *context, struct exchange *exchange);

/* One line of the table; it ends with a NULL path. */
struct route {
	const char *path;	/* the end of the path: mounts may differ */
	enum method method;
	bool limited;		/* counts against the network's hits */
	bool image;		/* refusals too have the GIF as body */
	route_read *read;
};

/*
 * The route of a request.  NULL with the answer prepared: 404 for an unknown
 * path, 405 for a method it does not have, 204 for a preflight.  HEAD finds
 * the GET route.
 */
const struct route *route_find(const struct route *routes,
    const struct request *request, struct response *response);

/*
 * That status with {"success":false,"error":code,"message":message}, or with
 * the GIF where the response is an image.
 */
void route_refuse(struct response *response, int status, const char *code,
    const char *message);

/* 503, verdict busy, Retry-After: whatever was prepared is forgotten. */
void route_busy(struct response *response);

/* The transparent pixel, 43 bytes, as the body. */
void route_image(struct response *response);

#endif
