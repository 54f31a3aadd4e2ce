#include <stdlib.h>

#include "arena.h"
#include "bounds.h"
#include "check.h"
#include "hash.h"
#include "hit.h"
#include "json.h"
#include "token.h"

#define PIXEL "\"pixel_id\":\"pixel-0001\""
#define PAGE "\"page_url\":\"https://shop.example/a?b=1#c\""
#define GOOD PIXEL "," PAGE

enum { NOW = 1000000000 };

/* What is required, and which field the refusal names. */
static const struct {
	const char *body, *field;
} required[] = {
	{ "{" GOOD "}", NULL },
	{ "{" PAGE "}", "pixel_id" },
	{ "{\"pixel_id\":7," PAGE "}", "pixel_id" },
	{ "{\"pixel_id\":\"short\"," PAGE "}", "pixel_id" },
	{ "{\"pixel_id\":\"has blank 1\"," PAGE "}", "pixel_id" },
	{ "{" PIXEL "}", "page_url" },
	{ "{" PIXEL ",\"page_url\":\"\"}", "page_url" },
	{ "{" PIXEL ",\"page_url\":\"/a\"}", "page_url" },
	{ "{" PIXEL ",\"page_url\":\"ftp://a.example/\"}", "page_url" },
	{ "{" PIXEL ",\"page_url\":\"javascript:alert(1)\"}", "page_url" },
	{ "{" PIXEL ",\"page_url\":{}}", "page_url" },
	/* W4: an odd optional field never costs the hit */
	{ "{" GOOD ",\"referrer_url\":\"android-app://com.x/\"}", NULL },
	{ "{" GOOD ",\"visitor_cookie\":\"odd\"}", NULL },
	{ "{" GOOD ",\"gclid\":{\"a\":1},\"utm_source\":7}", NULL },
	{ "{" GOOD ",\"viewport\":\"x\",\"screen\":{\"width\":-1}}", NULL },
	{ "{" GOOD ",\"age_ms\":-5,\"hit_id\":\"zz\"}", NULL },
	{ "{" GOOD ",\"landing\":\"x\",\"props\":[],\"form_data\":3}", NULL },
};

static char memory[256 * 1024];

static const char *
read_hit(struct arena *arena, const char *body, struct hit *hit)
{
	struct hit_source source = { .received = NOW, .referer = "" };
	const struct json *json = NULL;

	arena_init(arena, memory, sizeof(memory));
	CHECK_INT(json_parse(arena, body, strlen(body), JSON_VALUES_MAX,
	    &json), JSON_OK);
	return hit_from_json(arena, json, &source, hit);
}

static void
check_fields(struct hit *hit)
{
	struct arena arena;

	CHECK_CASE("fields");
	CHECK_TEXT(read_hit(&arena, "{" GOOD
	    ",\"event_type\":\"form_submission\",\"age_ms\":1500"
	    ",\"referrer_url\":\"https://shop.example/before?x\""
	    ",\"page_title\":\" A \\n title \",\"consent\":false"
	    ",\"screen\":{\"width\":1920,\"height\":1080}"
	    ",\"props\":{\"plan\":\"pro\"},\"webdriver\":true}", hit), NULL);
	CHECK_TEXT(hit->page, "https://shop.example/a");
	CHECK_TEXT(hit->host, "shop.example");
	CHECK_TEXT(hit->type, "form_submit");
	CHECK_INT(hit->occurred, NOW - 1500);
	CHECK_TEXT(hit->referrer_page, "https://shop.example/before");
	CHECK_TEXT(hit->title, "A title");
	CHECK_INT(hit->consent, 0);
	CHECK_INT(hit->screen, (int64_t)1920 << 16 | 1080);
	CHECK_INT(hit->viewport, HIT_DIMENSION_NONE);
	CHECK_TEXT(hit->props, "{\"plan\":\"pro\"}");
	CHECK_INT(hit->webdriver, true);
	CHECK_INT(hit_is_lead(hit), false);
	CHECK_TEXT(read_hit(&arena, "{" PIXEL ",\"page_url\":"
	    "\"https://shop.example/u/jo@shop.example\"}", hit), NULL);
	CHECK_TEXT(hit->page, "https://shop.example/u/jo*shop.example");
}

/* The landing names the touch; without it the page itself does. */
static void
check_landing(struct hit *hit)
{
	struct arena arena;

	CHECK_CASE("landing");
	CHECK_TEXT(read_hit(&arena, "{" GOOD ",\"age_ms\":100,\"landing\":"
	    "{\"url\":\"https://shop.example/?gclid=1\",\"at\":777"
	    ",\"age_ms\":5000}}", hit), NULL);
	CHECK_INT(hit->has_touch, true);
	CHECK_INT(hit->touch.landed, 777);
	CHECK_INT(hit->touch.occurred, NOW - 5000);
	CHECK_TEXT(hit->touch.raw[GCLID], "1");
	CHECK_TEXT(read_hit(&arena, "{" PIXEL ",\"age_ms\":100,\"page_url\":"
	    "\"https://shop.example/?gclid=2\"}", hit), NULL);
	CHECK_INT(hit->touch.landed, NOW - 100);
	CHECK_TEXT(hit->touch.raw[GCLID], "2");
}

/* A parameter's own name goes before other tools' words for it. */
static void
check_given(struct hit *hit)
{
	struct arena arena;

	CHECK_CASE("given");
	CHECK_TEXT(read_hit(&arena, "{" GOOD ",\"mtm_source\":\"b\""
	    ",\"utm_source\":\"a\",\"pk_source\":\"c\"}", hit), NULL);
	CHECK_TEXT(hit->touch.raw[UTM_SOURCE], "a");
	CHECK_TEXT(read_hit(&arena, "{" GOOD ",\"pk_source\":\"c\""
	    ",\"mtm_source\":\"b\"}", hit), NULL);
	CHECK_TEXT(hit->touch.raw[UTM_SOURCE], "c");
}

/* The cookie's text and its 16 bytes, there and back. */
static const struct {
	const char *text;
	bool good;
} visitors[] = {
	{ "pxl_0123456789abcdef0123456789abcdef", true },
	{ "pxl_0123456789abcdef", true },
	{ "pxl_0123456789abcde", false },
	{ "pxl_0123456789abcdeg", false },
	{ "abc_0123456789abcdef", false },
	{ "", false },
};

static void
check_visitors(void)
{
	char text[TOKEN_TEXT];
	struct id id;

	for (size_t i = 0; i < sizeof(visitors) / sizeof(visitors[0]); i++) {
		CHECK_CASE(visitors[i].text);
		CHECK_INT(token_parse(visitors[i].text, &id),
		    visitors[i].good);
		if (!visitors[i].good)
			continue;
		token_print(&id, text);
		CHECK_TEXT(text, visitors[i].text);
	}
	CHECK(!token_parse(NULL, &id));
}

int
main(void)
{
	struct hit *hit = malloc(sizeof(*hit));
	struct arena arena;

	if (hit == NULL || !hash_open())
		return 1;
	for (size_t i = 0; i < sizeof(required) / sizeof(required[0]); i++) {
		CHECK_CASE(required[i].body);
		CHECK_TEXT(read_hit(&arena, required[i].body, hit),
		    required[i].field);
	}
	check_fields(hit);
	check_landing(hit);
	check_given(hit);
	check_visitors();
	free(hit);
	return check_failed();
}
