#include <math.h>

#include "arena.h"
#include "bounds.h"
#include "check.h"
#include "json.h"
#include "str.h"

enum { ARENA_SIZE = 256 * 1024, OUT_SIZE = 64 * 1024 };

#define OPEN8 "[[[[[[[["
#define CLOSE8 "]]]]]]]]"
#define DIGITS20 "12345678901234567890"

/* A text, and how it reads when written again */
static const struct {
	const char *text, *want;
} goods[] = {
	{ "{}", "{}" },
	{ "[]", "[]" },
	{ " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", "{\"a\":[1,2]}" },
	{ "null", "null" },
	{ "true", "true" },
	{ "false", "false" },
	{ "\"\"", "\"\"" },
	{ "[null,true,false,{},[]]", "[null,true,false,{},[]]" },
	{ "[0,-0,1,-1,10]", "[0,-0,1,-1,10]" },
	{ "[0.5,1.25e2,1E+2,1e-2,-1.5e-3]", "[0.5,125,100,0.01,-0.0015]" },
	{ "9007199254740991", "9007199254740991" },
	{ "0.1", "0.1" },
	{ "1e308", "1e+308" },
	{ "1e-999", "0" },
	{ "{\"a\":1,\"A\":2,\"b\":3}", "{\"a\":1,\"A\":2,\"b\":3}" },
	{ "{\"\":1}", "{\"\":1}" },
	{ "[{\"a\":1},{\"a\":1}]", "[{\"a\":1},{\"a\":1}]" },
	{ "{\"a\":{\"a\":1}}", "{\"a\":{\"a\":1}}" },
	{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
	{ "\"\\u0041\\u00fc\\u20AC\"", "\"A\xC3\xBC\xE2\x82\xAC\"" },
	{ "\"\\ud83d\\ude00\"", "\"\xF0\x9F\x98\x80\"" },
	{ "\"\\uDBFF\\uDFFF\"", "\"\xF4\x8F\xBF\xBF\"" },
	{ "\"\\u0001\\u001f\"", "\"\\u0001\\u001f\"" },
	{ "\"\x7F\xC2\x80\xF0\x9F\x98\x80\"",
	    "\"\x7F\xC2\x80\xF0\x9F\x98\x80\"" },
	{ "{\"a\\n\\\"b\":1}", "{\"a\\n\\\"b\":1}" },
	{ "{\"__proto__\":1}", "{\"__proto__\":1}" },
	{ OPEN8 OPEN8 CLOSE8 CLOSE8, OPEN8 OPEN8 CLOSE8 CLOSE8 },
};

static const struct {
	const char *text;
	enum json_fault want;
} bads[] = {
	{ "", JSON_EMPTY },
	{ " \t\r\n", JSON_EMPTY },
	{ "\xEF\xBB\xBF{}", JSON_SYNTAX },
	{ "{}{}", JSON_SYNTAX },
	{ "{}garbage", JSON_SYNTAX },
	{ "{},", JSON_SYNTAX },
	{ "nul", JSON_SYNTAX },
	{ "nulll", JSON_SYNTAX },
	{ "NULL", JSON_SYNTAX },
	{ "True", JSON_SYNTAX },
	{ "undefined", JSON_SYNTAX },
	{ "NaN", JSON_SYNTAX },
	{ "Infinity", JSON_SYNTAX },
	{ "-Infinity", JSON_SYNTAX },
	{ "{", JSON_SYNTAX },
	{ "[", JSON_SYNTAX },
	{ "}", JSON_SYNTAX },
	{ "]", JSON_SYNTAX },
	{ "[1", JSON_SYNTAX },
	{ "[1,", JSON_SYNTAX },
	{ "[1,]", JSON_SYNTAX },
	{ "[,1]", JSON_SYNTAX },
	{ "[1 2]", JSON_SYNTAX },
	{ "[1}", JSON_SYNTAX },
	{ "{]", JSON_SYNTAX },
	{ "{\"a\"}", JSON_SYNTAX },
	{ "{\"a\":}", JSON_SYNTAX },
	{ "{\"a\" 1}", JSON_SYNTAX },
	{ "{\"a\":1,}", JSON_SYNTAX },
	{ "{,\"a\":1}", JSON_SYNTAX },
	{ "{\"a\":1 \"b\":2}", JSON_SYNTAX },
	{ "{a:1}", JSON_SYNTAX },
	{ "{'a':1}", JSON_SYNTAX },
	{ "{1:1}", JSON_SYNTAX },
	{ "{null:1}", JSON_SYNTAX },
	{ "/* note */ {}", JSON_SYNTAX },
	{ "[1]\f", JSON_SYNTAX },
	{ "\xC2\xA0[1]", JSON_SYNTAX },
	/* numbers */
	{ "007", JSON_SYNTAX },
	{ "[01]", JSON_SYNTAX },
	{ "-01", JSON_SYNTAX },
	{ "1.", JSON_SYNTAX },
	{ ".5", JSON_SYNTAX },
	{ "-", JSON_SYNTAX },
	{ "+1", JSON_SYNTAX },
	{ "- 1", JSON_SYNTAX },
	{ "1e", JSON_SYNTAX },
	{ "1e+", JSON_SYNTAX },
	{ "1.e1", JSON_SYNTAX },
	{ "1e1.5", JSON_SYNTAX },
	{ "0x10", JSON_SYNTAX },
	{ "1,5", JSON_SYNTAX },
	{ "1e999", JSON_SYNTAX },
	{ "-1e999", JSON_SYNTAX },
	{ DIGITS20 DIGITS20 DIGITS20 DIGITS20, JSON_SYNTAX },
	/* texts */
	{ "\"", JSON_SYNTAX },
	{ "\"a", JSON_SYNTAX },
	{ "\"\\", JSON_SYNTAX },
	{ "\"\\\"", JSON_SYNTAX },
	{ "\"\\x41\"", JSON_SYNTAX },
	{ "\"\\'\"", JSON_SYNTAX },
	{ "\"\\U0041\"", JSON_SYNTAX },
	{ "\"\\u\"", JSON_SYNTAX },
	{ "\"\\u004\"", JSON_SYNTAX },
	{ "\"\\u004g\"", JSON_SYNTAX },
	{ "\"\\u+041\"", JSON_SYNTAX },
	{ "\"\\u", JSON_SYNTAX },
	{ "\"\x01\"", JSON_SYNTAX },
	{ "\"\x1F\"", JSON_SYNTAX },
	{ "\"a\nb\"", JSON_SYNTAX },
	{ "\"a\tb\"", JSON_SYNTAX },
	{ "\"\\ud800\"", JSON_SYNTAX },
	{ "\"\\ud800x\"", JSON_SYNTAX },
	{ "\"\\ud800\\n\"", JSON_SYNTAX },
	{ "\"\\ud800\\u0041\"", JSON_SYNTAX },
	{ "\"\\ud800\\ud800\"", JSON_SYNTAX },
	{ "\"\\udc00\"", JSON_SYNTAX },
	{ "\"\\ude00\\ud83d\"", JSON_SYNTAX },
	{ "\"\\ud800\\u", JSON_SYNTAX },
	{ "{\"\\ud800\":1}", JSON_SYNTAX },
	/* NUL */
	{ "\"a@b.c\\u0000evil\"", JSON_HAS_NUL },
	{ "{\"a\\u0000\":1}", JSON_HAS_NUL },
	/* bytes */
	{ "\"\xC0\xAF\"", JSON_NOT_UTF8 },
	{ "\"\xE0\x80\x80\"", JSON_NOT_UTF8 },
	{ "\"\xED\xA0\x80\"", JSON_NOT_UTF8 },
	{ "\"\xF8\x88\x80\x80\x80\"", JSON_NOT_UTF8 },
	{ "\"\xFF\"", JSON_NOT_UTF8 },
	{ "\"J\xFCrgen\"", JSON_NOT_UTF8 },
	{ "\"\xE2\x82\"", JSON_NOT_UTF8 },
	{ "\xFE\xFF", JSON_NOT_UTF8 },
	/* keys */
	{ "{\"email\":1,\"email\":2}", JSON_DUPLICATE_KEY },
	{ "{\"a\":1,\"b\":2,\"\\u0061\":3}", JSON_DUPLICATE_KEY },
	{ "{\"\":1,\"\":1}", JSON_DUPLICATE_KEY },
	{ "[{\"x\":{\"a\":1,\"a\":1}}]", JSON_DUPLICATE_KEY },
	/* depth */
	{ OPEN8 OPEN8 "[" CLOSE8 CLOSE8 "]", JSON_TOO_DEEP },
	{ OPEN8 OPEN8 "{}" CLOSE8 CLOSE8, JSON_TOO_DEEP },
	{ OPEN8 OPEN8 OPEN8, JSON_TOO_DEEP },
};

static char memory[ARENA_SIZE];

static enum json_fault parse(const char *text, const struct json **out)
{
	static struct arena arena;

	arena_init(&arena, memory, sizeof(memory));
	return json_parse(&arena, text, strlen(text), JSON_VALUES_MAX, out);
}

static void test_goods(void)
{
	static char room[OUT_SIZE];

	for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++) {
		const struct json *value = NULL;
		struct str out;

		CHECK_CASE(goods[i].text);
		CHECK_INT(parse(goods[i].text, &value), JSON_OK);
		if (!value)
			continue;
		str_init(&out, room, sizeof(room));
		json_add_value(&out, NULL, value);
		CHECK_TEXT(out.data, goods[i].want);
	}
	CHECK_CASE(NULL);
}

static void test_bads(void)
{
	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		const struct json *value = NULL;

		CHECK_CASE(bads[i].text);
		CHECK_INT(parse(bads[i].text, &value), bads[i].want);
		CHECK(!value);
	}
	CHECK_CASE(NULL);
}

/* One unit many times over: masses that must be refused soon */
static const struct {
	const char *start, *unit;
	size_t count;
	const char *end;
	enum json_fault want;
} masses[] = {
	{ "[", "1,", JSON_VALUES_MAX - 2, "1]", JSON_OK },
	{ "[", "1,", JSON_VALUES_MAX - 1, "1]", JSON_TOO_MANY },
	{ "[", "[],", 20000, "1]", JSON_TOO_MANY },
	{ "", "[", 30000, "", JSON_TOO_DEEP },
	{ "", "{\"a\":", 10000, "", JSON_TOO_DEEP },
	{ "", " ", 60000, "", JSON_EMPTY },
	{ "", " ", 60000, "1", JSON_OK },
	{ "\"", "a", 60000, "\"", JSON_OK },
	{ "\"", "\\n", 30000, "\"", JSON_OK },
	{ "", "1", 400, "", JSON_SYNTAX },
	{ "0.", "0", 61, "", JSON_OK },
	{ "0.", "0", 62, "", JSON_SYNTAX },
};

static void test_masses(void)
{
	static char text[OUT_SIZE];

	for (size_t i = 0; i < sizeof(masses) / sizeof(masses[0]); i++) {
		const struct json *value = NULL;
		struct str str;

		CHECK_CASE(masses[i].unit);
		str_init(&str, text, sizeof(text));
		str_add(&str, masses[i].start);
		for (size_t k = 0; k < masses[i].count; k++)
			str_add(&str, masses[i].unit);
		str_add(&str, masses[i].end);
		CHECK(!str.failed);
		CHECK_INT(parse(text, &value), masses[i].want);
	}
	CHECK_CASE(NULL);
}

static void test_many_keys(void)
{
	static char text[OUT_SIZE];
	const struct json *value = NULL;
	struct str str;

	str_init(&str, text, sizeof(text));
	json_open(&str, NULL, '{');
	for (int i = 0; i < JSON_VALUES_MAX - 1; i++) {
		char name[16];

		snprintf(name, sizeof(name), "a%d", i);
		json_add_int(&str, name, i);
	}
	json_close(&str, '}');
	CHECK_INT(parse(text, &value), JSON_OK);
	/* one too many, and it is not even looked at */
	str.data[--str.size] = '\0';
	json_add_int(&str, "a0", 0);
	json_close(&str, '}');
	CHECK_INT(parse(text, &value), JSON_TOO_MANY);
}

static void test_raw_nul_and_room(void)
{
	static const char body[] = "{\"list\":[\"one\",{\"two\":2}]}";
	const struct json *value = NULL;
	struct arena arena;

	arena_init(&arena, memory, sizeof(memory));
	CHECK_INT(json_parse(&arena, "{\"a\":\0 1}", 9, 9, &value),
	    JSON_HAS_NUL);
	CHECK_INT(json_parse(&arena, "{}\0", 3, 9, &value), JSON_HAS_NUL);
	CHECK_INT(json_parse(&arena, body, sizeof(body) - 1, 4, &value),
	    JSON_TOO_MANY);
	CHECK_INT(json_parse(&arena, "1", 1, 0, &value), JSON_TOO_MANY);
	CHECK(!value);
	for (size_t room = 0; room < 5 * sizeof(struct json); room++) {
		arena_init(&arena, memory, room);
		CHECK_INT(json_parse(&arena, body, sizeof(body) - 1, 9,
		    &value), JSON_NO_ROOM);
	}
}

static const char members[] = "{\"text\":\"t\",\"Text\":\"T\",\"int\":42,"
    "\"minus\":-7,\"half\":0.5,\"big\":9007199254740993,\"max\":"
    "9007199254740991,\"huge\":1e300,\"yes\":true,\"no\":false,"
    "\"null\":null,\"list\":[1],\"word\":\"true\",\"digits\":\"42\"}";

static const struct {
	const char *name;
	bool found;
	const char *text;
	bool is_int;
	int64_t number;
	bool truth;
} gets[] = {
	{ "text", true, "t", false, 0, false },
	{ "Text", true, "T", false, 0, false },
	{ "TEXT", false, NULL, false, 0, false },
	{ "tex", false, NULL, false, 0, false },
	{ "", false, NULL, false, 0, false },
	{ "int", true, NULL, true, 42, false },
	{ "minus", true, NULL, true, -7, false },
	{ "half", true, NULL, false, 0, false },
	{ "big", true, NULL, false, 0, false },
	{ "max", true, NULL, true, 9007199254740991, false },
	{ "huge", true, NULL, false, 0, false },
	{ "yes", true, NULL, false, 0, true },
	{ "no", true, NULL, false, 0, false },
	{ "null", true, NULL, false, 0, false },
	{ "list", true, NULL, false, 0, false },
	{ "word", true, "true", false, 0, false },
	{ "digits", true, "42", false, 0, false },
};

static void test_gets(void)
{
	const struct json *object = NULL;
	int64_t number = 0;

	CHECK_INT(parse(members, &object), JSON_OK);
	for (size_t i = 0; object && i < sizeof(gets) / sizeof(gets[0]); i++) {
		const char *const name = gets[i].name;

		CHECK_CASE(name);
		number = 0;
		CHECK_INT(json_get(object, name) != NULL, gets[i].found);
		CHECK_TEXT(json_text(object, name), gets[i].text);
		CHECK_INT(json_int(object, name, INT64_MIN, INT64_MAX,
		    &number), gets[i].is_int);
		CHECK_INT(number, gets[i].number);
		CHECK_INT(json_true(object, name), gets[i].truth);
	}
	CHECK_CASE(NULL);
	CHECK(json_int(object, "int", 42, 42, &number));
	CHECK(!json_int(object, "int", 43, 99, &number));
	CHECK(!json_int(object, "int", 0, 41, &number));
	CHECK(!json_get(NULL, "int"));
	CHECK(!json_get(json_get(object, "list"), "int"));
	CHECK(!json_text(json_get(object, "text"), "text"));
}

static void test_write(void)
{
	char room[512];
	struct str out;

	str_init(&out, room, sizeof(room));
	json_open(&out, NULL, '{');
	json_add_text(&out, "text", "a\"\\\n\x01/</script>\xC3\xBC");
	json_add_text(&out, "absent", NULL);
	json_add_int(&out, "int", INT64_MIN);
	json_add_number(&out, "number", 0.1);
	json_add_number(&out, "third", 1.0 / 3);
	json_add_number(&out, "lost", (double)INFINITY);
	json_add_bool(&out, "yes", true);
	json_add_bool(&out, "no", false);
	json_add_null(&out, "null");
	json_add_raw(&out, "raw", "[1]");
	json_open(&out, "list", '[');
	json_open(&out, NULL, '{');
	json_close(&out, '}');
	json_add_text(&out, NULL, "{");
	json_add_int(&out, NULL, 0);
	json_close(&out, ']');
	json_close(&out, '}');
	CHECK(!out.failed);
	CHECK_TEXT(out.data, "{\"text\":\"a\\\"\\\\\\n\\u0001/</script>"
	    "\xC3\xBC\",\"int\":-9223372036854775808,\"number\":0.1,"
	    "\"third\":0.3333333333333333,\"lost\":null,"
	    "\"yes\":true,\"no\":false,\"null\":null,\"raw\":[1],"
	    "\"list\":[{},\"{\",0]}");
}

static void test_faults(void)
{
	for (int i = JSON_OK; i <= JSON_NO_ROOM; i++)
		CHECK(json_fault_text((enum json_fault)i) != NULL);
	CHECK_TEXT(json_fault_text(JSON_TOO_DEEP), "depth over 16");
}

int main(void)
{
	test_goods();
	test_bads();
	test_masses();
	test_many_keys();
	test_raw_nul_and_room();
	test_gets();
	test_write();
	test_faults();
	return check_failed();
}
