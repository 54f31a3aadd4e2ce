#include "crm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "json.h"
#include "log.h"
#include "secrets.h"
#include "str.h"
#include "wire.h"

static const struct {
	const char *name, *method;
	int64_t tokens;			/* reference pipedrive 0 */
} operations[] = {
	[CRM_SEARCH] = { "search", "GET", 20 },
	[CRM_GET] = { "get", "GET", 1 },
	[CRM_PATCH] = { "patch", "PATCH", 5 },
};

enum { ORIGIN_TEXT = 128, ADDRESS_TEXT = 4096 };

/* When the last calls were over, steady ms; the oldest is at `next`. */
struct window {
	int64_t times[CRM_WINDOW_CALLS];
	int size, next;
};

struct crm {
	struct wire *wire;
	struct window calls, searches;
	char origin[ORIGIN_TEXT];
	char header[SECRET_TEXT + 16];
	struct arena arena;		/* of the last answer */
	char memory[CRM_ARENA];
};

/* One label of a host name (RFC 1123 2.1): nothing that leaves the domain. */
static bool
is_label(const char *text)
{
	const size_t size = strlen(text);

	return size > 0 && size <= 63 && text[0] != '-' &&
	    strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == size;
}

/* Nothing after the port: no path, no user, no other host. */
static bool
is_loopback(const char *text)
{
	static const char start[] = "http://127.0.0.1:";
	int64_t port;

	return str_starts(text, start) &&
	    str_int(text + strlen(start), 1, 65535, &port);
}

static bool
set_origin(struct crm *crm, const struct crm_access *access)
{
	if (access->origin[0] == '\0' && is_label(access->domain))
		snprintf(crm->origin, sizeof(crm->origin),
		    "https://%s.pipedrive.com", access->domain);
	else if (is_loopback(access->origin))
		snprintf(crm->origin, sizeof(crm->origin), "%s",
		    access->origin);
	return crm->origin[0] != '\0';
}

struct crm *
crm_open(struct wire *wire, const struct crm_access *access)
{
	struct crm *crm = calloc(1, sizeof(*crm));

	if (crm == NULL || !set_origin(crm, access)) {
		log_error("\"%s\" is no company domain of Pipedrive",
		    access->domain);
		free(crm);
		return NULL;
	}
	crm->wire = wire;
	crm->calls.size = CRM_WINDOW_CALLS;
	crm->searches.size = CRM_WINDOW_SEARCHES;
	snprintf(crm->header, sizeof(crm->header), "x-api-token: %s",
	    access->token);
	arena_init(&crm->arena, crm->memory, sizeof(crm->memory));
	return crm;
}

void
crm_close(struct crm *crm)
{
	free(crm);
}

static void
wait_for(const struct window *window)
{
	const int64_t oldest = window->times[window->next];

	while (oldest > 0 && clock_steady() - oldest < CRM_WINDOW_MS)
		clock_nap(oldest + CRM_WINDOW_MS - clock_steady());
}

/* After the call: over there, none can be counted later than this. */
static void
enter(struct window *window)
{
	window->times[window->next] = clock_steady();
	window->next = (window->next + 1) % window->size;
}

/* unreserved = ALPHA / DIGIT / "-" / "." / "_" / "~"  (RFC 3986 2.3) */
static void
add_encoded(struct str *out, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

	for (; *text != '\0'; text++) {
		if (strchr(plain, *text) != NULL)
			str_add_char(out, *text);
		else
			str_addf(out, "%%%02X", (unsigned char)*text);
	}
}

static void
print_address(const struct crm *crm, const struct crm_call *call,
    struct str *out)
{
	str_add(out, crm->origin);
	if (call->operation != CRM_SEARCH) {
		str_add(out, "/api/v2/persons/");
		str_add_int(out, call->person);
		return;
	}
	str_add(out, "/api/v2/persons/search?term=");
	add_encoded(out, call->email);
	str_add(out, "&fields=email&limit=50");
	if (call->exact)
		str_add(out, "&exact_match=true");
	if (call->cursor != NULL) {
		str_add(out, "&cursor=");
		add_encoded(out, call->cursor);
	}
}

/* data as this call should bring it; a search may bring none. */
static bool
has_shape(const struct crm_call *call, const struct json *data)
{
	int64_t id;

	if (call->operation == CRM_SEARCH)
		return data == NULL || data->type == JSON_NULL ||
		    data->type == JSON_OBJECT;
	return json_int(data, "id", call->person, call->person, &id);
}

/* Seconds as a decimal, "0.7"; nothing else is believed. */
static int64_t
wait_in(struct crm *crm, const char *name, double most)
{
	const char *const text = wire_header(crm->wire, name);
	char *end;
	double seconds;

	if (text == NULL)
		return 0;
	seconds = strtod(text, &end);
	if (end == text || *end != '\0' || !(seconds > 0))
		return 0;
	return (int64_t)((seconds < most ? seconds : most) * 1000);
}

static int64_t
wait_asked(struct crm *crm)
{
	const int64_t after = wait_in(crm, "retry-after", 3600);
	const int64_t reset = wait_in(crm, "x-ratelimit-reset", 10);

	return after > reset ? after : reset;
}

static bool
day_is_spent(struct crm *crm)
{
	const char *const left = wire_header(crm->wire,
	    "x-daily-ratelimit-token-remaining");
	int64_t tokens;

	return left != NULL && str_int(left, INT64_MIN, 0, &tokens);
}

/* Words of capitals only, so that no value of a lead gets in. */
static void
add_code(struct str *out, const struct json *root)
{
	const char *const code = json_text(root, "code");

	if (code != NULL && strlen(code) < 64 && code[strspn(code,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")] == '\0')
		str_addf(out, "code %s", code);
}

/* The fields a refusal complains of: runs of 40 hexadecimal digits. */
static void
add_keys(struct str *out, const char *text)
{
	while (text != NULL && *text != '\0') {
		const size_t run = strspn(text, "0123456789abcdef");

		if (run == 40) {
			str_add(out, " key ");
			str_add_bytes(out, text, run);
		}
		text += run > 0 ? run : 1;
	}
}

static void
make_excerpt(struct crm_answer *answer, const struct json *root,
    const struct wire_answer *got)
{
	struct str out;

	str_init(&out, answer->excerpt, sizeof(answer->excerpt));
	if (answer->event == EVENT_OK || got->status == 0)
		return;
	if (root == NULL) {
		str_addf(&out, "no JSON in %zu bytes", got->size);
		return;
	}
	add_code(&out, root);
	add_keys(&out, json_text(root, "error"));
}

/* A uuid, whatever else may stand there. */
static void
keep_correlation_id(struct crm *crm, struct crm_answer *answer)
{
	const char *const text = wire_header(crm->wire, "x-correlation-id");

	if (text != NULL && strlen(text) < sizeof(answer->correlation_id) &&
	    text[strspn(text, "0123456789abcdefABCDEF-")] == '\0')
		snprintf(answer->correlation_id,
		    sizeof(answer->correlation_id), "%s", text);
}

static const struct json *
read_body(struct crm *crm, const struct wire_answer *got)
{
	const struct json *root = NULL;

	arena_reset(&crm->arena);
	if (got->reach != REACH_ANSWERED ||
	    json_parse(&crm->arena, got->body, got->size, CRM_VALUES_MAX,
	    &root) != JSON_OK || root->type != JSON_OBJECT)
		return NULL;
	return root;
}

static void
judge(struct crm *crm, const struct crm_call *call,
    const struct wire_answer *got, struct crm_answer *answer)
{
	const struct json *const root = read_body(crm, got);
	const struct json *const data = json_get(root, "data");
	const char *const cursor = json_text(json_get(root,
	    "additional_data"), "next_cursor");
	const struct outcome_call outcome = {
		.reach = got->reach,
		.status = got->status,
		.is_json = root != NULL,
		.success = json_true(root, "success") &&
		    has_shape(call, data),
		.writes = call->operation == CRM_PATCH,
		.on_person = call->operation != CRM_SEARCH,
		.day_is_spent = day_is_spent(crm),
	};

	answer->event = outcome_of(&outcome);
	answer->status = got->status;
	answer->wait_ms = wait_asked(crm);
	answer->data = data;
	snprintf(answer->cursor, sizeof(answer->cursor), "%s",
	    cursor == NULL ? "" : cursor);
	keep_correlation_id(crm, answer);
	make_excerpt(answer, root, got);
}

static void
call_in_turn(struct crm *crm, const struct crm_call *call,
    const struct wire_request *request, struct wire_answer *got)
{
	const bool is_search = call->operation == CRM_SEARCH;

	if (is_search)
		wait_for(&crm->searches);
	wait_for(&crm->calls);
	wire_call(crm->wire, request, got);
	enter(&crm->calls);
	if (is_search)
		enter(&crm->searches);
}

void
crm_do(struct crm *crm, const struct crm_call *call,
    struct crm_answer *answer)
{
	char room[ADDRESS_TEXT];
	struct str address;
	struct wire_answer got;
	const struct wire_request request = {
		.method = operations[call->operation].method,
		.url = room,
		.header = crm->header,
		.body = call->operation == CRM_PATCH ? call->body : NULL,
	};

	str_init(&address, room, sizeof(room));
	print_address(crm, call, &address);
	*answer = (struct crm_answer){ .event = EVENT_REFUSED };
	if (address.failed)
		return;
	call_in_turn(crm, call, &request, &got);
	judge(crm, call, &got, answer);
}

const char *
crm_operation_name(enum crm_operation operation)
{
	return operations[operation].name;
}

int64_t
crm_tokens(enum crm_operation operation)
{
	return operations[operation].tokens;
}
