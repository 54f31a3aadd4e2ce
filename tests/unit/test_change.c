/* What is sent for a record, a map and a person: the bytes. */
#include <stdlib.h>

#include "arena.h"
#include "change.h"
#include "check.h"
#include "json.h"
#include "str.h"

#define KEY "0123456789abcdef0123456789abcdef01234567"
#define FIELD(value) "{\"" KEY "\":" value "}"
#define BODY(value) "{\"custom_fields\":" FIELD(value) "}"
#define NOTHING "{\"custom_fields\":{}}"
#define FIFTY "12345678901234567890123456789012345678901234567890"
#define LONG FIFTY FIFTY FIFTY FIFTY FIFTY
#define RECORD "{\"lead_id\":\"0a\",\"submitted\":1800000000123," \
	"\"visit\":{\"event_id\":7,\"visitor_id\":\"v\"}," \
	"\"first\":{\"source\":\"new\"},\"last\":{\"source\":\"new\"," \
	"\"campaign\":\"" LONG "1234\xc3\xbc" "56\"," \
	"\"medium\":\"" LONG "123  456\",\"utm_source\":\"\"}}"

static const struct {
	const char *name, *type;
	bool if_empty, older;
	const char *held;	/* custom_fields of the person */
	const char *body;
} cases[] = {
	{ "last_source", "varchar", false, false, "{}", BODY("\"new\"") },
	{ "last_source", "text", false, false, FIELD("null"),
	    BODY("\"new\"") },
	{ "last_source", "varchar", false, false, FIELD("\"old\""),
	    BODY("\"new\"") },
	{ "last_source", "varchar", false, false, FIELD("\"new\""), NOTHING },
	{ "last_source", "varchar", false, false, FIELD("12"),
	    BODY("\"new\"") },
	{ "last_source", "varchar", false, true, FIELD("\"old\""), NOTHING },
	{ "last_source", "varchar", false, true, "{}", NOTHING },
	{ "first_source", "varchar", true, true, FIELD("\"old\""), NOTHING },
	{ "first_source", "varchar", true, true, "{}", BODY("\"new\"") },
	{ "first_source", "varchar", true, false, FIELD("\"old\""), NOTHING },
	{ "first_source", "varchar", true, false, FIELD("\"\""),
	    BODY("\"new\"") },
	{ "first_source", "varchar", true, false, "null", BODY("\"new\"") },
	{ "utm_source", "varchar", false, false, FIELD("\"old\""), NOTHING },
	{ "gclid", "text", false, false, FIELD("\"old\""), NOTHING },
	{ "last_campaign", "varchar", false, false, "{}",
	    BODY("\"" LONG "1234\xc3\xbc" "\"") },
	{ "last_campaign", "text", false, false, "{}",
	    BODY("\"" LONG "1234\xc3\xbc" "56\"") },
	{ "last_medium", "varchar_auto", false, false, "{}",
	    BODY("\"" LONG "123\"") },
	{ "event_id", "double", false, false, "{}", BODY("7") },
	{ "event_id", "double", false, false, FIELD("7.0"), NOTHING },
	{ "event_id", "double", false, false, FIELD("\"7\""), BODY("7") },
	{ "event_id", "varchar", false, false, FIELD("\"7\""), NOTHING },
	{ "lead_time", "date", false, false, "{}", BODY("\"2027-01-15\"") },
	{ "lead_time", "varchar", false, false, "{}",
	    BODY("\"2027-01-15T08:00:00.123Z\"") },
	{ "lead_link", "varchar", false, false, "{}",
	    BODY("\"https://lp.example.com/dashboard/#lead/0a\"") },
};

static char memory[1 << 18];

static const struct json *
parse(struct arena *arena, const char *text)
{
	const struct json *value = NULL;

	CHECK_INT(json_parse(arena, text, strlen(text), 512, &value),
	    JSON_OK);
	return value;
}

static void
test_bodies(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct change_target target;
		struct change_list list;
		struct arena arena;
		struct str body;
		char room[2048];

		CHECK_CASE(cases[i].name);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(change_target_read(&target, cases[i].name, KEY,
		    cases[i].type, cases[i].if_empty), NULL);
		change_find(&list, &arena, &target, 1, &(struct change_source){
		    .record = parse(&arena, RECORD),
		    .public_url = "https://lp.example.com",
		    .custom_fields = parse(&arena, cases[i].held),
		    .older = cases[i].older });
		str_init(&body, room, sizeof(room));
		change_body(&list, &body);
		CHECK_TEXT(room, cases[i].body);
	}
	CHECK_CASE(NULL);
}

static const struct {
	const char *name, *key, *type, *problem;
} maps[] = {
	{ "nothing", KEY, "text", "there is no such value" },
	{ "gclid", "", "text", "its key is not 40 hexadecimal digits" },
	{ "gclid", KEY "0", "text", "its key is not 40 hexadecimal digits" },
	{ "gclid", "name", "text", "its key is not 40 hexadecimal digits" },
	{ "gclid", KEY, "enum", "its field's type is not supported" },
	{ "gclid", KEY, "", "its field's type is not supported" },
	{ "gclid", KEY, "date",
	    "its field's type does not take such a value" },
	{ "gclid", KEY, "double",
	    "its field's type does not take such a value" },
	{ "lead_time", KEY, "double",
	    "its field's type does not take such a value" },
	{ "lead_time", KEY, "date", NULL },
	{ "event_id", KEY, "double", NULL },
};

static void
test_maps(void)
{
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++) {
		struct change_target target;

		CHECK_CASE(maps[i].name);
		CHECK_TEXT(change_target_read(&target, maps[i].name,
		    maps[i].key, maps[i].type, false), maps[i].problem);
	}
	CHECK_CASE(NULL);
}

/* Several at once: what was there, and what came back. */
static void
test_before_and_after(void)
{
	static const char *const keys[] = {
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" };
	struct change_target targets[2];
	struct change_list list;
	struct arena arena;
	struct str text;
	char room[512];
	const char *key;

	arena_init(&arena, memory, sizeof(memory));
	(void)change_target_read(&targets[0], "last_source", keys[0], "text",
	    false);
	(void)change_target_read(&targets[1], "event_id", keys[1], "double",
	    false);
	change_find(&list, &arena, targets, 2, &(struct change_source){
	    .record = parse(&arena, RECORD), .public_url = "",
	    .custom_fields = parse(&arena, "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaa\":{\"value\":1}}") });
	str_init(&text, room, sizeof(room));
	change_before(&list, &text);
	CHECK_TEXT(room, "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":"
	    "{\"value\":1},\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\":null}");
	CHECK(change_taken(&list, parse(&arena,
	    "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":\"New\","
	    "\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\":7}"), &key));
	CHECK(!change_taken(&list, parse(&arena,
	    "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":\"new\"}"), &key));
	CHECK_TEXT(key, keys[1]);
}

/* Without a public address there is no link to write. */
static void
test_no_link(void)
{
	struct change_target target;
	struct change_list list;
	struct arena arena;

	arena_init(&arena, memory, sizeof(memory));
	(void)change_target_read(&target, "lead_link", KEY, "text", false);
	change_find(&list, &arena, &target, 1, &(struct change_source){
	    .record = parse(&arena, RECORD), .public_url = "",
	    .custom_fields = NULL });
	CHECK_INT((int64_t)list.count, 0);
}

int
main(void)
{
	test_bodies();
	test_maps();
	test_before_and_after();
	test_no_link();
	return check_failed();
}
