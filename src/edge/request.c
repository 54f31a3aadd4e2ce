#include "request.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "config.h"
#include "exchange.h"
#include "http.h"
#include "keys.h"

/* A variable we read, and where it goes. */
struct variable {
	const char *name;
	size_t size;
	size_t offset;
};

/* Variables that need a second look. */
struct raw {
	const char *method, *uri, *length, *peer, *https;
	const char *forwarded_for, *forwarded_proto;
};

#define VARIABLE(name, type, member) \
	{ name, sizeof(name) - 1, offsetof(type, member) }

/* What the client sent: each begins with HTTP_. */
static const struct variable headers[] = {
	VARIABLE("HTTP_ORIGIN", struct request, origin),
	VARIABLE("HTTP_REFERER", struct request, referer),
	VARIABLE("HTTP_COOKIE", struct request, cookie),
	VARIABLE("HTTP_USER_AGENT", struct request, user_agent),
	VARIABLE("HTTP_HOST", struct request, host),
	VARIABLE("HTTP_SEC_FETCH_SITE", struct request, fetch_site),
	VARIABLE("HTTP_SEC_GPC", struct request, gpc),
	VARIABLE("HTTP_DNT", struct request, dnt),
	VARIABLE("HTTP_AUTHORIZATION", struct request, authorization),
	VARIABLE("HTTP_X_API_KEY", struct request, api_key),
	VARIABLE("HTTP_X_LEADPIXEL", struct request, token),
	VARIABLE("HTTP_CF_IPCOUNTRY", struct request, signs.proxy.country),
	VARIABLE("HTTP_CF_REGION", struct request, signs.proxy.region),
	VARIABLE("HTTP_CF_IPCITY", struct request, signs.proxy.city),
	VARIABLE("HTTP_SEC_CH_UA", struct request, hints.brands),
	VARIABLE("HTTP_SEC_CH_UA_FULL_VERSION_LIST", struct request,
	    hints.versions),
	VARIABLE("HTTP_SEC_CH_UA_MOBILE", struct request, hints.mobile),
	VARIABLE("HTTP_SEC_CH_UA_PLATFORM", struct request, hints.platform),
	VARIABLE("HTTP_SEC_CH_UA_PLATFORM_VERSION", struct request,
	    hints.platform_version),
	VARIABLE("HTTP_SEC_CH_UA_MODEL", struct request, hints.model),
};

/* What the server says. */
static const struct variable plain[] = {
	VARIABLE("QUERY_STRING", struct request, query),
	VARIABLE("CONTENT_TYPE", struct request, content_type),
	/* mod_maxminddb: its manual's names; mod_geoip */
	VARIABLE("MM_COUNTRY_CODE", struct request, signs.server.country),
	VARIABLE("MM_REGION_NAME", struct request, signs.server.region),
	VARIABLE("MM_REGION", struct request, signs.server_region_code),
	VARIABLE("MM_CITY_NAME", struct request, signs.server.city),
	VARIABLE("MM_CITY", struct request, signs.server.city),
	VARIABLE("GEOIP_COUNTRY_CODE", struct request, signs.server.country),
	VARIABLE("GEOIP_REGION_NAME", struct request, signs.server.region),
	VARIABLE("GEOIP_REGION", struct request, signs.server_region_code),
	VARIABLE("GEOIP_CITY", struct request, signs.server.city),
};

static const struct variable raw[] = {
	VARIABLE("REQUEST_METHOD", struct raw, method),
	VARIABLE("REQUEST_URI", struct raw, uri),
	VARIABLE("CONTENT_LENGTH", struct raw, length),
	VARIABLE("REMOTE_ADDR", struct raw, peer),
	VARIABLE("HTTP_X_FORWARDED_FOR", struct raw, forwarded_for),
	VARIABLE("HTTP_X_FORWARDED_PROTO", struct raw, forwarded_proto),
	VARIABLE("HTTPS", struct raw, https),
};

enum { HEADERS = sizeof(headers) / sizeof(headers[0]),
	PLAIN = sizeof(plain) / sizeof(plain[0]),
	RAW = sizeof(raw) / sizeof(raw[0]) };

static void
set(void *base, size_t offset, const char *value)
{
	memcpy((char *)base + offset, &value, sizeof(value));
}

static void
clear(void *base, const struct variable *table, int count)
{
	for (int i = 0; i < count; i++)
		set(base, table[i].offset, "");
}

static bool
take(void *base, const struct variable *table, int count, const char *line,
    size_t name_size)
{
	for (int i = 0; i < count; i++)
		if (table[i].size == name_size &&
		    memcmp(table[i].name, line, name_size) == 0) {
			/* some have two names, and one may be empty */
			if (line[name_size + 1] != '\0')
				set(base, table[i].offset,
				    line + name_size + 1);
			return true;
		}
	return false;
}

static enum method
method_of(const char *name)
{
	static const char *const names[] = {
		[METHOD_GET] = "GET", [METHOD_HEAD] = "HEAD",
		[METHOD_POST] = "POST", [METHOD_OPTIONS] = "OPTIONS",
		[METHOD_PUT] = "PUT", [METHOD_DELETE] = "DELETE",
	};

	for (int i = 0; i < METHOD_OTHER; i++)
		if (strcmp(name, names[i]) == 0)
			return (enum method)i;
	return METHOD_OTHER;
}

static int64_t
length_of(const char *text)
{
	int64_t length;

	return str_int(text, 0, INT64_MAX, &length) ? length : -1;
}

void
request_read(char *const *variables, const struct config *config,
    int64_t now_ms, struct request *request)
{
	struct raw found;
	struct ip peer = { { 0 } };

	*request = (struct request){ .body = "", .received = now_ms };
	clear(request, headers, HEADERS);
	clear(request, plain, PLAIN);
	clear(&found, raw, RAW);
	for (; *variables != NULL; variables++) {
		const char *end = strchr(*variables, '=');
		size_t size = end == NULL ? 0 : (size_t)(end - *variables);

		if (!(str_starts(*variables, "HTTP_")
		    ? take(request, headers, HEADERS, *variables, size)
		    : take(request, plain, PLAIN, *variables, size)))
			(void)take(&found, raw, RAW, *variables, size);
	}
	request->method = method_of(found.method);
	request->path = found.uri;
	request->content_length = length_of(found.length);
	(void)ip_parse(found.peer, &peer);
	request->client = ip_client(&peer, found.forwarded_for,
	    config->trusted, config->trusted_count);
	request->signs.trusted = ip_is_trusted(&peer, config->trusted,
	    config->trusted_count);
	request->https = strcmp(found.https, "on") == 0 ||
	    (request->signs.trusted &&
	    strcmp(found.forwarded_proto, "https") == 0);
	request->signs.forwarded = memcmp(&request->client, &peer,
	    sizeof(peer)) != 0;
}

/* Echoes the origin: the verdict refuses, not CORS. */
static void
add_cross_origin(const struct request *request, struct str *out)
{
	if (*request->origin == '\0' ||
	    strlen(request->origin) > HEADER_VALUE_MAX)
		return;
	str_add(out, "Access-Control-Allow-Origin: ");
	str_add(out, request->origin);
	str_add(out, "\r\nAccess-Control-Allow-Credentials: true\r\n"
	    "Access-Control-Expose-Headers: X-Leadpixel, Retry-After,"
	    " X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset\r\n");
}

/* No page but our own reads these, and nothing keeps them. */
static void
add_inside(struct str *out)
{
	str_add(out, "X-Content-Type-Options: nosniff\r\n"
	    "Content-Security-Policy: default-src 'none';"
	    " frame-ancestors 'none'\r\n"
	    "Referrer-Policy: no-referrer\r\n"
	    "Cross-Origin-Resource-Policy: same-origin\r\n");
}

static void
add_status(const struct response *response, struct str *out)
{
	str_add(out, "Status: ");
	str_add_int(out, response->status);
	str_add_char(out, ' ');
	str_add(out, http_reason(response->status));
	str_add(out, "\r\n");
	if (response->type != NULL) {
		str_add(out, "Content-Type: ");
		str_add(out, response->type);
		str_add(out, "\r\n");
	}
}

void
response_head(const struct request *request, const struct response *response,
    struct str *out)
{
	add_status(response, out);
	if (response->verdict != VERDICT_NONE) {
		str_add(out, "X-Leadpixel: ");
		str_add(out, verdict_name(response->verdict));
		if (response->verdict_field != NULL) {
			str_add_char(out, ':');
			str_add(out, response->verdict_field);
		}
		str_add(out, "\r\n");
	}
	if (response->status != 204 && !response->streamed) {
		str_add(out, "Content-Length: ");
		str_add_int(out, (int64_t)response->body.size);
		str_add(out, "\r\n");
	}
	str_add(out, "Cache-Control: no-store\r\n");
	if (response->inside)
		add_inside(out);
	else {
		str_add(out, "Vary: Origin\r\n");
		add_cross_origin(request, out);
	}
	str_add(out, response->head.data);
	str_add(out, "\r\n");
}

const char *
request_key(const struct request *request)
{
	static const char scheme[] = "Bearer ";
	const char *key = request->api_key;

	if (strncasecmp(request->authorization, scheme,
	    sizeof(scheme) - 1) == 0)
		key = request->authorization + sizeof(scheme) - 1;
	return strlen(key) == KEY_TEXT - 1 && str_starts(key, "lp_") ? key
	    : NULL;
}
