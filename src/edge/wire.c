#include "wire.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <curl/curl.h>

#include "bounds.h"
#include "clock.h"
#include "guard.h"
#include "ip.h"
#include "log.h"
#include "str.h"

enum { HEADS_MAX = 64 * 1024 };

struct wire {
	CURL *curl;
	const char *authority;		/* of the loopback, "" = none */
	enum wire_reach within;		/* of this call */
	bool barred;			/* an address was not within */
	size_t size, heads;		/* received of body and headers */
	char body[CRM_ANSWER_MAX + 1];
};

/* What is not the network's fault; the rest is told by what was sent. */
static const struct {
	CURLcode code;
	enum reach reach;
} codes[] = {
	{ CURLE_OK, REACH_ANSWERED },
	{ CURLE_UNSUPPORTED_PROTOCOL, REACH_WRONG },
	{ CURLE_URL_MALFORMAT, REACH_WRONG },
	{ CURLE_SSL_CERTPROBLEM, REACH_WRONG },
	{ CURLE_PEER_FAILED_VERIFICATION, REACH_WRONG },
	{ CURLE_SSL_CACERT_BADFILE, REACH_WRONG },
	{ CURLE_SSL_ISSUER_ERROR, REACH_WRONG },
	{ CURLE_SSL_PINNEDPUBKEYNOTMATCH, REACH_WRONG },
	{ CURLE_SSL_INVALIDCERTSTATUS, REACH_WRONG },
	{ CURLE_WRITE_ERROR, REACH_TOO_BIG },
};

static size_t
take_body(char *data, size_t one, size_t size, void *context)
{
	struct wire *const wire = context;

	(void)one;
	if (size > CRM_ANSWER_MAX - wire->size)
		return 0;
	memcpy(wire->body + wire->size, data, size);
	wire->size += size;
	return size;
}

/* libcurl keeps the headers itself, without a bound. */
static size_t
take_header(char *data, size_t one, size_t size, void *context)
{
	struct wire *const wire = context;

	(void)data;
	(void)one;
	wire->heads += size;
	return wire->heads > HEADS_MAX ? 0 : size;
}

static bool
read_address(const struct curl_sockaddr *address, struct ip *out)
{
	struct sockaddr_storage room;
	const size_t size = address->addrlen < sizeof(room)
	    ? address->addrlen : sizeof(room);

	memcpy(&room, &address->addr, size);
	if (address->family == AF_INET6) {
		const struct sockaddr_in6 *const six =
		    (const struct sockaddr_in6 *)&room;

		memcpy(out->bytes, &six->sin6_addr, sizeof(out->bytes));
		return true;
	}
	if (address->family != AF_INET)
		return false;
	const struct sockaddr_in *const four =
	    (const struct sockaddr_in *)&room;
	*out = (struct ip){ { [10] = 0xff, 0xff } };
	memcpy(out->bytes + IPV4_START, &four->sin_addr,
	    sizeof(four->sin_addr));
	return true;
}

static bool
is_within(enum wire_reach within, const struct curl_sockaddr *address)
{
	struct ip ip, self;

	if (within == WIRE_ANYWHERE)
		return true;
	if (!read_address(address, &ip))
		return false;
	if (within == WIRE_OUTSIDE)
		return guard_is_outside(&ip);
	return ip_parse("127.0.0.1", &self) &&
	    memcmp(&ip, &self, sizeof(ip)) == 0;
}

/*
 * What a name resolved to is known only here, and is what gets called: a
 * look-up of our own before could be answered otherwise (DNS rebinding).
 */
static curl_socket_t
open_socket(void *context, curlsocktype purpose,
    struct curl_sockaddr *address)
{
	struct wire *const wire = context;

	(void)purpose;
	if (!is_within(wire->within, address)) {
		wire->barred = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

#define SET(option, value) \
	(curl_easy_setopt(wire->curl, (option), (value)) == CURLE_OK)

static bool
set_up(struct wire *wire)
{
	if (wire->authority[0] != '\0' &&
	    !SET(CURLOPT_CAINFO, wire->authority))
		return false;
	return SET(CURLOPT_NOSIGNAL, 1L) &&
	    SET(CURLOPT_FOLLOWLOCATION, 0L) &&
	    SET(CURLOPT_PROXY, "") &&
	    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
	    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) &&
	    SET(CURLOPT_ACCEPT_ENCODING, "") &&
	    SET(CURLOPT_USERAGENT, "leadpixel") &&
	    SET(CURLOPT_CONNECTTIMEOUT, (long)CRM_CONNECT_S) &&
	    SET(CURLOPT_TIMEOUT, (long)CRM_TOTAL_S) &&
	    SET(CURLOPT_WRITEFUNCTION, take_body) &&
	    SET(CURLOPT_WRITEDATA, wire) &&
	    SET(CURLOPT_OPENSOCKETFUNCTION, open_socket) &&
	    SET(CURLOPT_OPENSOCKETDATA, wire) &&
	    SET(CURLOPT_HEADERFUNCTION, take_header) &&
	    SET(CURLOPT_HEADERDATA, wire);
}

struct wire *
wire_open(const char *authority)
{
	struct wire *wire = NULL;

	/* a peer that closes early is an error to us, not a signal */
	signal(SIGPIPE, SIG_IGN);
	if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
		wire = calloc(1, sizeof(*wire));
	if (wire != NULL) {
		wire->curl = curl_easy_init();
		wire->authority = authority;
	}
	if (wire != NULL && wire->curl != NULL && set_up(wire))
		return wire;
	log_error("cannot set up libcurl");
	wire_close(wire);
	return NULL;
}

void
wire_close(struct wire *wire)
{
	if (wire != NULL)
		curl_easy_cleanup(wire->curl);
	free(wire);
	curl_global_cleanup();
}

/*
 * libcurl repeats a request by itself when a kept connection turns out dead;
 * what may change something over there gets a connection of its own.
 */
static bool
prepare(struct wire *wire, const struct wire_request *request,
    const struct curl_slist *headers)
{
	const char *const protocol =
	    str_starts(request->url, "http://127.0.0.1:") ? "http" : "https";
	const bool writes = request->body != NULL;

	wire->size = wire->heads = 0;
	wire->within = request->within;
	wire->barred = false;
	return SET(CURLOPT_PROTOCOLS_STR, protocol) &&
	    SET(CURLOPT_URL, request->url) &&
	    SET(CURLOPT_HTTPGET, 1L) &&
	    (!writes || SET(CURLOPT_POSTFIELDS, request->body)) &&
	    SET(CURLOPT_CUSTOMREQUEST, request->method) &&
	    SET(CURLOPT_FRESH_CONNECT, writes ? 1L : 0L) &&
	    SET(CURLOPT_HTTPHEADER, headers);
}

static bool
add_header(struct curl_slist **list, const char *line)
{
	struct curl_slist *const longer = curl_slist_append(*list, line);

	if (longer != NULL)
		*list = longer;
	return longer != NULL;
}

static struct curl_slist *
make_headers(const struct wire_request *request)
{
	struct curl_slist *list = NULL;
	bool good = add_header(&list, "Accept: application/json") &&
	    add_header(&list, "Expect:") && (request->body == NULL ||
	    add_header(&list, "Content-Type: application/json"));

	for (size_t i = 0; i < WIRE_HEADERS; i++)
		if (request->headers[i] != NULL)
			good = good && add_header(&list, request->headers[i]);
	if (good)
		return list;
	curl_slist_free_all(list);
	return NULL;
}

/* libcurl's resolver thread must not catch the turnstile's SIGALRM. */
static CURLcode
perform(struct wire *wire)
{
	sigset_t alarm, before;
	CURLcode code;

	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	sigprocmask(SIG_BLOCK, &alarm, &before);
	code = curl_easy_perform(wire->curl);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return code;
}

static enum reach
reach_of(struct wire *wire, CURLcode code)
{
	long sent = 0;

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i].code == code)
			return codes[i].reach;
	if (wire->barred && code == CURLE_COULDNT_CONNECT)
		return REACH_WRONG;
	curl_easy_getinfo(wire->curl, CURLINFO_REQUEST_SIZE, &sent);
	return sent == 0 ? REACH_NOT_SENT : REACH_CUT;
}

void
wire_call(struct wire *wire, const struct wire_request *request,
    struct wire_answer *answer)
{
	struct curl_slist *const headers = make_headers(request);
	const int64_t start = clock_steady();
	long status = 0;

	*answer = (struct wire_answer){ .reach = REACH_NOT_SENT,
		.body = wire->body };
	if (headers != NULL && prepare(wire, request, headers)) {
		const CURLcode code = perform(wire);

		answer->reach = reach_of(wire, code);
		curl_easy_getinfo(wire->curl, CURLINFO_RESPONSE_CODE,
		    &status);
	}
	curl_slist_free_all(headers);
	curl_easy_setopt(wire->curl, CURLOPT_HTTPHEADER, NULL);
	wire->body[wire->size] = '\0';
	answer->status = (int)status;
	answer->size = wire->size;
	answer->ms = clock_steady() - start;
}

const char *
wire_header(struct wire *wire, const char *name)
{
	struct curl_header *header;

	if (curl_easy_header(wire->curl, name, 0, CURLH_HEADER, -1, &header)
	    != CURLHE_OK)
		return NULL;
	return header->value;
}
