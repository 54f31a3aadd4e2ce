#include "office.h"

#include <assert.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "config.h"
#include "db.h"
#include "entry.h"
#include "inquiry.h"
#include "json.h"
#include "label.h"
#include "log.h"
#include "schema.h"
#include "transaction.h"
#include "url.h"

struct call {
	struct inquiry inquiry;
	const struct api_route *route;
};

/* Another file may have taken its place: a backup, put back. */
static struct db *
open_db(const struct api *api, struct db *db, bool read_only)
{
	const struct db_options options = { .read_only = read_only,
		.fast = !api->config->durable };

	if (db != NULL && !db_moved(db))
		return db;
	db_close(db);
	db = db_open(api->config->database, &options);
	if (db == NULL || schema_fits(db))
		return db;
	db_close(db);
	return NULL;
}

struct db *
office_reader(struct api *api)
{
	api->reader = open_db(api, api->reader, true);
	return api->reader;
}

struct db *
office_writer(struct api *api)
{
	api->writer = open_db(api, api->writer, false);
	return api->writer;
}

void
office_start_clock(const struct api *api)
{
	db_set_deadline(api->reader, clock_steady() + api->config->call_ms);
}

bool
office_opens(struct api *api)
{
	const bool opens = office_reader(api) != NULL;

	/* a database is never carried over a fork */
	db_close(api->reader);
	api->reader = NULL;
	return opens;
}

/* The address after "/api", wherever that is mounted; NULL without. */
static const char *
path_of(const struct request *request, size_t *size)
{
	const char *const at = strstr(request->path, "/api/");
	const size_t query = strcspn(request->path, "?");

	if (at == NULL || (size_t)(at - request->path) >= query)
		return NULL;
	*size = query - (size_t)(at - request->path) - strlen("/api");
	if (*size > 1 && at[strlen("/api") + *size - 1] == '/')
		(*size)--;
	return at + strlen("/api");
}

/* One part of a pattern and of the path, both moved on; false = differ. */
static bool
match_part(struct inquiry *inquiry, const char **pattern, const char **path,
    const char *end, int *parts)
{
	const size_t wanted = strcspn(*pattern + 1, "/");
	const char *const part = *path + 1;
	const char *stop = memchr(part, '/', (size_t)(end - part));

	if (stop == NULL)
		stop = end;
	if ((*pattern)[1] == ':') {
		if (stop == part || *parts == PATH_PARTS_MAX)
			return false;
		inquiry->parts[(*parts)++] = arena_copy(inquiry->arena, part,
		    (size_t)(stop - part));
	} else if ((size_t)(stop - part) != wanted ||
	    memcmp(part, *pattern + 1, wanted) != 0)
		return false;
	*pattern += 1 + wanted;
	*path = stop;
	return true;
}

static bool
matches(struct inquiry *inquiry, const char *pattern, const char *path,
    const char *end)
{
	int parts = 0;

	while (*pattern == '/' && path < end && *path == '/')
		if (!match_part(inquiry, &pattern, &path, end, &parts))
			return false;
	return *pattern == '\0' && path == end;
}

static const char *const method_names[] = {
	[METHOD_GET] = "GET", [METHOD_HEAD] = "HEAD", [METHOD_POST] = "POST",
	[METHOD_OPTIONS] = "OPTIONS", [METHOD_PUT] = "PUT",
	[METHOD_DELETE] = "DELETE", [METHOD_OTHER] = "",
};

static void
refuse_method(struct inquiry *inquiry, const char *allowed)
{
	struct str *const head = &inquiry->exchange->response.head;

	str_add(head, "Allow: ");
	str_add(head, allowed);
	str_add(head, "\r\n");
	inquiry_refuse(inquiry, 405, "method_not_allowed", NULL,
	    "This path takes %s.", allowed);
}

/* NULL after 404 or 405. */
static const struct api_route *
find_route(struct inquiry *inquiry)
{
	const struct request *const request = &inquiry->exchange->request;
	const enum method method = request->method == METHOD_HEAD
	    ? METHOD_GET : request->method;
	const struct api_route *route = inquiry->api->routes;
	char room[64];
	struct str allowed;
	size_t size = 0;
	const char *const path = path_of(request, &size);

	str_init(&allowed, room, sizeof(room));
	for (; path != NULL && route->pattern != NULL; route++) {
		if (!matches(inquiry, route->pattern, path, path + size))
			continue;
		if (route->method == method)
			return route;
		str_add(&allowed, allowed.size > 0 ? ", " : "");
		str_add(&allowed, method_names[route->method]);
	}
	if (allowed.size > 0)
		refuse_method(inquiry, allowed.data);
	else
		inquiry_not_found(inquiry);
	return NULL;
}

/* Each parameter is one the route knows, and there once. */
static bool
check_params(struct inquiry *inquiry, const struct api_route *route)
{
	const char *query = inquiry->exchange->request.query;
	struct url_param param;

	while (url_next_param(&query, &param)) {
		const char *const name = arena_copy(inquiry->arena,
		    param.name, param.name_size);
		const char *rest = query;
		struct url_param other;

		if (name == NULL || !label_among(name, route->params)) {
			inquiry_bad(inquiry, name, "There is no parameter"
			    " \"%.60s\" here.", name == NULL ? "" : name);
			return false;
		}
		while (url_next_param(&rest, &other))
			if (other.name_size == param.name_size && memcmp(
			    other.name, name, other.name_size) == 0) {
				inquiry_bad(inquiry, name, "%s stands there"
				    " twice.", name);
				return false;
			}
	}
	return true;
}

static bool
read_body(struct inquiry *inquiry)
{
	const struct request *const request = &inquiry->exchange->request;
	enum json_fault fault;

	if (request->body_size == 0)
		return true;
	fault = json_parse(inquiry->arena, request->body, request->body_size,
	    JSON_VALUES_MAX, &inquiry->body);
	if (fault == JSON_OK && inquiry->body->type == JSON_OBJECT)
		return true;
	inquiry_bad(inquiry, "body", "The body is no JSON object: %s.",
	    fault == JSON_OK ? "it is something else"
	    : json_fault_text(fault));
	return false;
}

static void
note_seen(struct inquiry *inquiry)
{
	struct db *db;

	if (inquiry->who.key == 0 || !inquiry->who.is_due)
		return;
	db = office_writer(inquiry->api);
	if (db == NULL || !login_seen(db, &inquiry->who, inquiry->now))
		log_warn("when a key was used could not be written down");
}

/* All that the head decides; false after a refusal. */
static bool
let_in(struct inquiry *inquiry, const struct api_route *route)
{
	if (inquiry->db == NULL) {
		inquiry_failed(inquiry);
		return false;
	}
	office_start_clock(inquiry->api);
	return entry_admit(inquiry, route) && check_params(inquiry, route);
}

static bool
is_sound(const struct api *api)
{
	struct db *const both[] = { api->reader, api->writer };

	for (int i = 0; i < 2; i++)
		if (both[i] != NULL && db_trouble(both[i]) == DB_BROKEN)
			return false;
	return true;
}

bool
office_admit(void *context, struct exchange *exchange, bool *admitted)
{
	struct api *const api = context;
	struct call *const call = arena_take(&exchange->arena, sizeof(*call));

	*admitted = false;
	/* the arena is empty yet */
	assert(call != NULL);
	call->inquiry = (struct inquiry){ .api = api, .exchange = exchange,
		.arena = &exchange->arena, .db = office_reader(api),
		.now = exchange->request.received };
	call->route = find_route(&call->inquiry);
	api->call = call;
	if (call->route == NULL)
		return true;
	*admitted = let_in(&call->inquiry, call->route);
	return is_sound(api);
}

bool
office_answer(void *context, struct exchange *exchange)
{
	struct api *const api = context;
	struct inquiry *const inquiry = &api->call->inquiry;

	(void)exchange;
	/* the wait for the body is not the database's */
	office_start_clock(inquiry->api);
	if (read_body(inquiry)) {
		note_seen(inquiry);
		api->call->route->answer(inquiry);
	}
	return is_sound(api);
}
