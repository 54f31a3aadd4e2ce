#include "crm_request.h"

#include <stddef.h>
#include <string.h>

#include "str.h"

static const struct crm_operation_rule rules[] = {
	[CRM_SEARCH] = { "search", "GET", 20, CRM_HITS, false },
	[CRM_GET] = { "get", "GET", 1, CRM_PERSON, true },
	[CRM_PATCH] = { "patch", "PATCH", 5, CRM_PERSON, true },
	[CRM_LIST] = { "list", "GET", 10, CRM_ROWS, false },
	[CRM_FIELDS] = { "fields", "GET", 10, CRM_ROWS, false },
	[CRM_FIELD] = { "field", "GET", 1, CRM_OBJECT, true },
	[CRM_FIELD_ADD] = { "field_add", "POST", 5, CRM_OBJECT, false },
	[CRM_ME] = { "me", "GET", 2, CRM_OBJECT, false },
};

/* By what persons are searched, and what a search that is not exact is. */
static const struct {
	const char *field, *name;
} searches[] = {
	[MATCH_EMAIL] = { "email", "search_broad" },
	[MATCH_PHONE] = { "phone", "search_phone" },
	[MATCH_NAME] = { "name", "search_name" },
};

const struct crm_operation_rule *
crm_rule(enum crm_operation operation)
{
	return &rules[operation];
}

const char *
crm_call_name(const struct crm_call *call)
{
	if (call->operation == CRM_SEARCH &&
	    !(call->by == MATCH_EMAIL && call->exact))
		return searches[call->by].name;
	return rules[call->operation].name;
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
add_cursor(const struct crm_call *call, struct str *out)
{
	if (call->cursor == NULL)
		return;
	str_add(out, "&cursor=");
	add_encoded(out, call->cursor);
}

static void
print_search(const struct crm_call *call, struct str *out)
{
	str_add(out, "/api/v2/persons/search?term=");
	add_encoded(out, call->term);
	str_addf(out, "&fields=%s&limit=50", searches[call->by].field);
	if (call->exact)
		str_add(out, "&exact_match=true");
	add_cursor(call, out);
}

/* One custom field only: all of them would be a hundred values a person. */
static void
print_list(const struct crm_call *call, struct str *out)
{
	str_addf(out, "/api/v2/persons?limit=%d&sort_by=update_time"
	    "&updated_since=", CRM_LIST_ROWS);
	add_encoded(out, call->since);
	str_addf(out, "&custom_fields=%s", call->key);
	add_cursor(call, out);
}

void
crm_print_path(const struct crm_call *call, struct str *out)
{
	switch (call->operation) {
	case CRM_SEARCH:
		print_search(call, out);
		return;
	case CRM_GET: case CRM_PATCH:
		str_add(out, "/api/v2/persons/");
		str_add_int(out, call->person);
		return;
	case CRM_LIST:
		print_list(call, out);
		return;
	case CRM_FIELDS:
		str_addf(out, "/api/v2/personFields?limit=%d",
		    CRM_LIST_ROWS);
		add_cursor(call, out);
		return;
	case CRM_FIELD:
		str_addf(out, "/api/v2/personFields/%s", call->key);
		return;
	case CRM_FIELD_ADD:
		str_add(out, "/api/v2/personFields");
		return;
	case CRM_ME:
		/* it has no twin in v2 */
		str_add(out, "/api/v1/users/me");
	}
}
