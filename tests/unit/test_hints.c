/* Client hints from headers and body, as one text, and back. */
#include "hints.h"

#include "arena.h"
#include "bounds.h"
#include "check.h"
#include "json.h"

#define EDGE "\"Chromium\";v=\"124\", \"Microsoft Edge\";v=\"124\", " \
	"\"Not-A.Brand\";v=\"99\""

static const struct {
	struct hint_headers headers;
	const char *body, *want;
} cases[] = {
	{ { NULL }, NULL, NULL },
	{ { "", "", "", "", "", "" }, NULL, NULL },
	{ { .brands = EDGE, .mobile = "?0", .platform = "\"Windows\"" },
	    NULL, "Microsoft Edge/124|Windows|0|" },
	{ { .brands = "\"Google Chrome\";v=\"124\", \"Chromium\";v=\"124\"" },
	    NULL, "Google Chrome/124|||" },
	{ { .brands = "\"Chromium\";v=\"124\", \"Not A;Brand\";v=\"8\"" },
	    NULL, "Chromium/124|||" },
	{ { .brands = "\" Not;A Brand\";v=\"99\"" }, NULL, NULL },
	{ { .brands = "\"(Not(A:Brand\";v=\"99\", \"Brave\";v=\"124\"" },
	    NULL, "Brave/124|||" },
	{ { .brands = "\"Not\\\"A Brand\";v=\"9\", \"Opera\";v=\"109\"" },
	    NULL, "Opera/109|||" },
	{ { .brands = "\"Google Chrome\";v=\"124\", \"Opera\";v=\"109\"" },
	    NULL, "Opera/109|||" },
	{ { .brands = "\"Opera\"" }, NULL, NULL },
	{ { .brands = "\"Opera\";v=\"" }, NULL, NULL },
	{ { .brands = "\"Opera" }, NULL, NULL },
	{ { .brands = "Opera;v=1" }, NULL, NULL },
	{ { .brands = "\"Opera\";v=\"x\"" }, NULL, "Opera|||" },
	{ { .brands = "\"O|p/e\";v=\"109.0.5\"" }, NULL, "O p e/109|||" },
	{ { .versions = "\"Vivaldi\";v=\"6.7.3329.17\"" }, NULL,
	    "Vivaldi/6|||" },
	{ { .brands = "\"Vivaldi\";v=\"7\"",
	    .versions = "\"Vivaldi\";v=\"6.7\"" }, NULL, "Vivaldi/7|||" },
	{ { .mobile = "?1" }, NULL, "||1|" },
	{ { .mobile = "1" }, NULL, NULL },
	{ { .platform = "\"macOS\"", .platform_version = "\"14.4.1\"" },
	    NULL, "|macOS/14.4||" },
	{ { .platform = "\"Windows\"", .platform_version = "\"15.0.0\"" },
	    NULL, "|Windows/15||" },
	{ { .platform = "\"Windows\"", .platform_version = "\"0.3.0\"" },
	    NULL, "|Windows/0.3||" },
	{ { .platform = "\"Windows\"", .platform_version = "\"\"" },
	    NULL, "|Windows||" },
	{ { .platform = "Windows" }, NULL, NULL },
	{ { .platform_version = "\"14\"" }, NULL, "|/14||" },
	{ { .platform_version = "\"999999999.1\"" }, NULL, NULL },
	{ { .model = "\"SM-S918B\"" }, NULL, "|||SM-S918B" },
	{ { .model = "\"\"" }, NULL, NULL },
	{ { NULL }, "{\"brands\":[{\"brand\":\"Not_A Brand\",\"version\":"
	    "\"8\"},{\"brand\":\"Chromium\",\"version\":\"124\"},"
	    "{\"brand\":\"Microsoft Edge\",\"version\":\"124\"}],"
	    "\"mobile\":false,\"platform\":\"Windows\","
	    "\"platformVersion\":\"15.0.0\",\"model\":\"\"}",
	    "Microsoft Edge/124|Windows/15|0|" },
	/* headers and body tell the same; each what the other lacks */
	{ { .brands = EDGE, .mobile = "?0", .platform = "\"Windows\"" },
	    "{\"brands\":[{\"brand\":\"Microsoft Edge\",\"version\":"
	    "\"124\"}],\"platformVersion\":\"15.0.0\"}",
	    "Microsoft Edge/124|Windows/15|0|" },
	{ { .mobile = "?1", .platform = "\"Android\"" },
	    "{\"model\":\"Pixel 8\"}", "|Android|1|Pixel 8" },
	/* a body of another shape is no hint */
	{ { NULL }, "{}", NULL },
	{ { NULL }, "[]", NULL },
	{ { NULL }, "\"x\"", NULL },
	{ { NULL }, "{\"brands\":{\"brand\":\"A\"},\"mobile\":\"yes\","
	    "\"platform\":7,\"model\":null,\"platformVersion\":15}", NULL },
	{ { NULL }, "{\"brands\":[\"A\",{\"brand\":1},{\"brand\":\"B\"}]}",
	    "B|||" },
	{ { .mobile = "?1" }, "{\"mobile\":false}", "||0|" },
};

static char memory[1 << 14];

static void
check_text_of(const struct hint_headers *headers, const char *body,
    const char *want)
{
	struct arena arena;
	const struct json *parsed = NULL;
	struct hints hints, back;
	const char *text;

	arena_init(&arena, memory, sizeof(memory));
	if (body != NULL)
		CHECK_INT(json_parse(&arena, body, strlen(body), 64, &parsed),
		    JSON_OK);
	hints_read(&arena, headers, parsed, &hints);
	text = hints_print(&arena, &hints);
	CHECK_TEXT(text, want);
	hints_parse(&arena, text, &back);
	CHECK_TEXT(back.brand, hints.brand);
	CHECK_TEXT(back.platform, hints.platform);
	CHECK_TEXT(back.platform_version, hints.platform_version);
	CHECK_TEXT(back.model, hints.model);
	CHECK_INT(back.mobile, hints.mobile);
	CHECK_TEXT(hints_print(&arena, &back), want);
}

/* The longest of all: nothing is lost or cut in the middle of a field. */
static void
test_longest(void)
{
	char quoted[512], version[] = "\"12345678.12345678\"";
	struct hint_headers headers = { .platform = quoted, .model = quoted,
		.platform_version = version, .mobile = "?1",
		.brands = quoted };
	struct arena arena;
	struct hints hints;
	const char *text;

	memset(quoted, 'x', sizeof(quoted));
	quoted[0] = '"';
	memcpy(quoted + 300, "\";v=\"12345678\"", 15);
	arena_init(&arena, memory, sizeof(memory));
	hints_read(&arena, &headers, NULL, &hints);
	text = hints_print(&arena, &hints);
	CHECK(text != NULL && strlen(text) <= HINTS_MAX);
	CHECK(text != NULL && strlen(text) > 100);
	CHECK(hints.brand != NULL && strlen(hints.brand) == 40);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_CASE(cases[i].want);
		check_text_of(&cases[i].headers, cases[i].body,
		    cases[i].want);
	}
	CHECK_CASE(NULL);
	test_longest();
	return check_failed();
}
