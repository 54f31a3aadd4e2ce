/*
 * fuzz_url: addresses, parameters, headers and e-mail, all of one text.
 * clang -fsanitize=fuzzer,address; see run.sh.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "email.h"
#include "http.h"
#include "ip.h"
#include "str.h"
#include "url.h"
#include "utf8.h"

enum { LONGEST = 4096, MEMORY = 16 * LONGEST };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool right)
{
	if (!right)
		abort();
}

/* What is taken apart goes together again, and comes apart the same */
static void try_url(struct arena *arena, const char *text)
{
	char whole[LONGEST + 16];
	struct url url, again;
	struct str out;

	if (!url_parse(arena, text, &url))
		return;
	must(strlen(url.host) > 0 && strlen(url.host) <= HOST_MAX);
	must(url.path[0] == '/' && url.port >= 0 && url.port <= 65535);
	must(!strpbrk(url.path, "?#") && !strchr(url.query, '#'));
	str_init(&out, whole, sizeof(whole));
	str_addf(&out, "%s://%s", url.https ? "https" : "http", url.host);
	if (url.port > 0)
		str_addf(&out, ":%d", url.port);
	str_addf(&out, "%s?%s#%s", url.path, url.query, url.fragment);
	must(!out.failed && url_parse(arena, whole, &again));
	must(url.https == again.https && url.port == again.port);
	must(strcmp(url.host, again.host) == 0);
	must(strcmp(url.path, again.path) == 0);
	must(strcmp(url.query, again.query) == 0);
	must(strcmp(url.fragment, again.fragment) == 0);
	must(url_host_within(again.host, url.host));
}

static void try_query(const char *text)
{
	static char memory[MEMORY];
	const char *const end = text + strlen(text);
	struct url_param param;
	struct arena arena;

	for (const char *at = text; url_next_param(&at, &param);) {
		must(at <= end && param.name >= text);
		must(param.value + param.value_size == at);
		arena_init(&arena, memory, sizeof(memory));
		const char *const value = url_decode(&arena, param.value,
		    param.value_size, UTM_MAX);
		if (!value)
			continue;
		must(strlen(value) > 0 && strlen(value) <= UTM_MAX);
		must(utf8_valid(value, strlen(value)));
	}
}

static void try_email(struct arena *arena, const char *text)
{
	const char *const email = email_normal(arena, text);

	if (!email)
		return;
	must(strlen(email) <= EMAIL_MAX && strchr(email, '@') != NULL);
	must(!strpbrk(email, " \t\r\n<>\","));
	const char *const again = email_normal(arena, email);
	must(again && strcmp(again, email) == 0);
}

static void try_headers(const char *text)
{
	char value[64], printed[IP_TEXT];
	struct ip ip, again;
	struct ip_range range = { .bits = 0 };

	if (http_cookie(text, "lp", value, sizeof(value)))
		must(value[0] != '\0' && !strpbrk(value, ";,"));
	if (http_origin_host(text, value, sizeof(value)))
		must(value[0] != '\0' && !strpbrk(value, "/?#@"));
	http_is_type(text, "text/plain");
	if (ip_parse(text, &ip)) {
		ip_print(&ip, printed);
		must(ip_parse(printed, &again));
		must(memcmp(&ip, &again, sizeof(ip)) == 0);
	}
	if (ip_range_parse(text, &range))
		must(ip_within(&range.network, &range));
	range = (struct ip_range){ .bits = 0 };
	ip = (struct ip){ .bytes = { 0 } };
	ip_client(&ip, text, &range, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char memory[MEMORY];
	struct arena arena;

	if (size > LONGEST)
		return 0;
	char *const text = malloc(size + 1);
	must(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	arena_init(&arena, memory, sizeof(memory));
	try_url(&arena, text);
	try_query(text);
	arena_init(&arena, memory, sizeof(memory));
	try_email(&arena, text);
	try_headers(text);
	arena_init(&arena, memory, sizeof(memory));
	const char *const clean = utf8_line(&arena, text, size, TITLE_MAX);
	must(!clean || (utf8_valid(clean, strlen(clean)) &&
	    strlen(clean) <= TITLE_MAX));
	free(text);
	return 0;
}
