#include "crm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "clock.h"
#include "crm_answer.h"
#include "crm_request.h"
#include "log.h"
#include "secrets.h"
#include "str.h"
#include "wire.h"

enum { ORIGIN_TEXT = 128, ADDRESS_TEXT = 4096 };

/* When the last calls were over, steady ms; the oldest is at `next`. */
struct window {
	int64_t times[CRM_WINDOW_CALLS];
	int size, next;
};

struct crm {
	struct wire *wire;
	bool paced;
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
	static const char *const starts[] = { "http://127.0.0.1:",
		"https://127.0.0.1:" };
	int64_t port;

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (str_starts(text, starts[i]) &&
		    str_int(text + strlen(starts[i]), 1, 65535, &port))
			return true;
	return false;
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
	crm->paced = access->paced || access->origin[0] == '\0';
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

static void
call_in_turn(struct crm *crm, const struct crm_call *call,
    const struct wire_request *request, struct wire_answer *got)
{
	const bool is_search = call->operation == CRM_SEARCH;

	if (is_search && crm->paced)
		wait_for(&crm->searches);
	if (crm->paced)
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
	const struct crm_reading reading = { crm->wire, &crm->arena };
	struct wire_answer got;
	const struct wire_request request = {
		.method = crm_rule(call->operation)->method,
		.url = room,
		.headers = { crm->header },
		.body = call->body,
	};

	str_init(&address, room, sizeof(room));
	str_add(&address, crm->origin);
	crm_print_path(call, &address);
	*answer = (struct crm_answer){ .event = EVENT_REFUSED };
	if (address.failed)
		return;
	call_in_turn(crm, call, &request, &got);
	crm_read_answer(&reading, call, &got, answer);
}

int64_t
crm_tokens(enum crm_operation operation)
{
	return crm_rule(operation)->tokens;
}
