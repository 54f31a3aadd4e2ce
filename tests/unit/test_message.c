/* What of a script's message is put right before it is read. */
#include "ad_cookies.h"
#include "arena.h"
#include "bounds.h"
#include "check.h"
#include "form.h"
#include "json.h"
#include "json_mend.h"
#include "page_name.h"

enum { ARENA_SIZE = 512 * 1024 };

static char memory[ARENA_SIZE];

/* escapes, and what they are made */
static const struct {
	const char *text, *mended;
} escapes[] = {
	{ "\"plain\"", "\"plain\"" },
	{ "\"\\ud83d\\ude00\"", "\"\\ud83d\\ude00\"" },
	{ "\"x\\ud83dy\"", "\"x\\ufffdy\"" },
	{ "\"\\ud83d\"", "\"\\ufffd\"" },
	{ "\"\\ude00\\ud83d\"", "\"\\ufffd\\ufffd\"" },
	{ "\"\\ud83d\\ud83d\\ude00\"", "\"\\ufffd\\ud83d\\ude00\"" },
	{ "\"\\u0000\"", "\"\\ufffd\"" },
	{ "\"\\\\u0000\"", "\"\\\\u0000\"" },
	{ "\"\\\\\\ud83d\"", "\"\\\\\\ufffd\"" },
	{ "\"\\u00", "\"\\u00" },
	{ "\"\\", "\"\\" },
};

static const struct {
	const char *url, *name;
} pages[] = {
	{ "https://shop.example/a?b#c", "https://shop.example/a" },
	{ "https://shop.example/a#c", "https://shop.example/a" },
	{ "https://shop.example/#/a?b=1", "https://shop.example/#/a" },
	{ "https://shop.example/?q=1#!/a", "https://shop.example/#!/a" },
	{ "https://shop.example/#/a@b.example",
	    "https://shop.example/#/a*b.example" },
	{ "https://shop.example/#", "https://shop.example/" },
};

/* the message's own, the header, what is kept; NULL = none */
static const struct {
	const char *sent, *header, *kept;
} cookies[] = {
	{ NULL, NULL, NULL },
	{ NULL, "", NULL },
	{ NULL, "_ga=GA1.1.2; x_fbc=no; _fbcx=no", NULL },
	{ NULL, "a=b; _fbp=fb.1.2.3; _ttp=%41", "{\"_fbp\":\"fb.1.2.3\","
	    "\"_ttp\":\"%41\"}" },
	{ "{\"_fbp\":\"sent\"}", "_fbp=header; _fbc=c",
	    "{\"_fbc\":\"c\",\"_fbp\":\"sent\"}" },
	{ "{\"_fbp\":7,\"other\":\"x\"}", NULL, NULL },
};

/* what the page says of fields that stayed, and what that tells */
static const struct {
	const char *about;
	bool password, payment;
} withheld[] = {
	{ "[]", false, false }, { "7", false, false },
	{ "[\"pin   text\",\"iban   text\"]", false, false },
	{ "[\"pwd   password\"]", true, false },
	{ "[\"a  Passwort text\"]", true, false },
	{ "[\"n   cc-numbertext\"]", false, true },
	{ "[\"cvc   password\"]", false, true },
	{ "[\"pw   password\",\"Card number  text\"]", true, true },
	{ "[null,{\"a\":1},\"n   cc-exptext\"]", false, true },
};

/* boxes of one name next to each other are one choice */
static const struct {
	const char *data, *first;
	int count;
} boxes[] = {
	{ "[{\"name\":\"k\",\"type\":\"checkbox\",\"value\":\"a\"},{\"name\":"
	    "\"k\",\"type\":\"checkbox\",\"value\":\"b\"}]", "a, b", 1 },
	{ "[{\"name\":\"k\",\"type\":\"checkbox\",\"value\":\"a\"},{\"name\":"
	    "\"l\",\"type\":\"checkbox\",\"value\":\"b\"}]", "a", 2 },
	{ "[{\"name\":\"k\",\"type\":\"text\",\"value\":\"a\"},{\"name\":"
	    "\"k\",\"type\":\"text\",\"value\":\"b\"}]", "a", 2 },
	{ "[{\"type\":\"checkbox\",\"value\":\"a\"},{\"type\":\"checkbox\","
	    "\"value\":\"b\"}]", "a", 2 },
};

static const struct json *
parse(struct arena *arena, const char *text)
{
	const struct json *json = NULL;

	CHECK_CASE(text == NULL ? "none" : text);
	arena_init(arena, memory, sizeof(memory));
	if (text != NULL)
		CHECK_INT(json_parse(arena, text, strlen(text),
		    JSON_VALUES_MAX, &json), JSON_OK);
	return json;
}

static void
check_words(void)
{
	struct arena arena;

	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		CHECK_CASE(escapes[i].text);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(json_mend(&arena, escapes[i].text,
		    strlen(escapes[i].text)), escapes[i].mended);
	}
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		CHECK_CASE(pages[i].url);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(page_name(&arena, pages[i].url), pages[i].name);
	}
	for (size_t i = 0; i < sizeof(cookies) / sizeof(cookies[0]); i++)
		CHECK_TEXT(ad_cookies(&arena, parse(&arena, cookies[i].sent),
		    cookies[i].header), cookies[i].kept);
}

static void
check_forms(void)
{
	static struct form form;
	struct arena arena;

	for (size_t i = 0; i < sizeof(withheld) / sizeof(withheld[0]); i++) {
		memset(&form, 0, sizeof(form));
		form_withheld(parse(&arena, withheld[i].about), &form);
		CHECK_INT(form.password, withheld[i].password);
		CHECK_INT(form.payment, withheld[i].payment);
	}
	for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++) {
		memset(&form, 0, sizeof(form));
		form_read(&arena, parse(&arena, boxes[i].data), &form);
		CHECK_INT(form.count, boxes[i].count);
		CHECK_TEXT(form.fields[0].value, boxes[i].first);
	}
}

int
main(void)
{
	check_words();
	check_forms();
	return check_failed();
}
