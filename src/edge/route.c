#include "route.h"

#include <string.h>

#include "json.h"

/* GIF89a, one transparent pixel (43 bytes, with trailer). */
static const char gif[] =
    "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    "!\xf9\x04\x01\x00\x00\x00\x00"
    ",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00;";

_Static_assert(sizeof(gif) - 1 == 43, "the original's answer has 42, ours 43");

static void
clear_body(struct response *response)
{
	str_init(&response->body, response->body_room,
	    sizeof(response->body_room));
}

void
route_image(struct response *response)
{
	response->type = "image/gif";
	clear_body(response);
	str_add_bytes(&response->body, gif, sizeof(gif) - 1);
}

void
route_refuse(struct response *response, int status, const char *code,
    const char *message)
{
	response->status = status;
	if (response->image) {
		route_image(response);
		return;
	}
	response->type = "application/json";
	clear_body(response);
	json_open(&response->body, NULL, '{');
	json_add_bool(&response->body, "success", false);
	json_add_text(&response->body, "error", code);
	json_add_text(&response->body, "message", message);
	json_close(&response->body, '}');
}

void
route_busy(struct response *response)
{
	bool image = response->image;

	response_reset(response);
	response->image = image;
	response->verdict = VERDICT_BUSY;
	str_add(&response->head, "Retry-After: ");
	str_add_int(&response->head, RETRY_AFTER_S);
	str_add(&response->head, "\r\n");
	route_refuse(response, 503, "busy",
	    "Nothing was stored; try again in a few seconds.");
}

static bool
path_ends(const char *path, size_t size, const char *end)
{
	size_t wanted = strlen(end);

	return size >= wanted &&
	    memcmp(path + size - wanted, end, wanted) == 0;
}

/* Fetch standard, CORS preflight; the POST decides by its pixel. */
static void
answer_preflight(struct response *response)
{
	response->status = 204;
	str_add(&response->head,
	    "Access-Control-Allow-Methods: GET, POST, OPTIONS\r\n"
	    "Access-Control-Allow-Headers: Content-Type, Authorization,"
	    " X-API-Key\r\nAccess-Control-Max-Age: 600\r\n");
}

const struct route *
route_find(const struct route *routes, const struct request *request,
    struct response *response)
{
	enum method method = request->method == METHOD_HEAD ? METHOD_GET
	    : request->method;
	size_t size = strcspn(request->path, "?");
	bool known = false;

	for (; routes->path != NULL; routes++) {
		if (!path_ends(request->path, size, routes->path))
			continue;
		if (routes->method == method)
			return routes;
		known = true;
	}
	if (!known)
		route_refuse(response, 404, "not_found",
		    "There is nothing at this path.");
	else if (request->method == METHOD_OPTIONS)
		answer_preflight(response);
	else {
		route_refuse(response, 405, "method_not_allowed",
		    "This path takes GET, POST and OPTIONS as documented.");
		str_add(&response->head, "Allow: GET, POST, OPTIONS\r\n");
	}
	return NULL;
}
