/* What is sent for a record, a map and a person: the bytes. */
#include <stdlib.h>

#include "arena.h"
#include "bounds.h"
#include "change.h"
#include "check.h"
#include "json.h"
#include "lead.h"
#include "str.h"

#define KEY "0123456789abcdef0123456789abcdef01234567"
#define FIELD(value) "{\"" KEY "\":" value "}"
#define BODY(value) "{\"custom_fields\":" FIELD(value) "}"
#define NOTHING "{\"custom_fields\":{}}"
#define FIFTY "12345678901234567890123456789012345678901234567890"
#define LONG FIFTY FIFTY FIFTY FIFTY FIFTY
#define OPTIONS "[{\"id\":41,\"label\":\"Paid Search\"}," \
	"{\"id\":42,\"label\":\"NEW\"},{\"label\":\"other\"},{\"id\":43," \
	"\"label\":null}]"
#define RECORD "{\"lead_id\":\"0a\",\"submitted\":1800000000123," \
	"\"visit\":{\"event_id\":7,\"visitor_id\":\"v\"," \
	"\"started\":1774745999000,\"last_activity\":1774746000000," \
	"\"last_seen\":1774746000000}," \
	"\"place\":{\"city\":\"Kassel\",\"country\":\"DE\"}," \
	"\"page\":{\"title\":\" a\\u0001b\\t\\nc\\u007f\\u0085d \"," \
	"\"url\":\"\\u0007 \"}," \
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
	{ "event_id", "monetary", false, false, "{}",
	    BODY("{\"value\":7}") },
	{ "event_id", "monetary", false, false,
	    FIELD("{\"value\":7.0,\"currency\":\"EUR\"}"), NOTHING },
	{ "event_id", "monetary", false, false,
	    FIELD("{\"value\":8,\"currency\":\"EUR\"}"),
	    BODY("{\"value\":7}") },
	{ "last_source", "phone", false, false, "{}", BODY("\"new\"") },
	{ "last_source", "enum", false, false, "{}", BODY("42") },
	{ "last_source", "enum", false, false, FIELD("42"), NOTHING },
	{ "last_source", "enum", false, false, FIELD("41"), BODY("42") },
	{ "last_source", "enum", false, false, FIELD("\"42\""), BODY("42") },
	{ "last_source", "enum", false, true, FIELD("41"), NOTHING },
	{ "last_campaign", "enum", false, false, FIELD("41"), NOTHING },
	{ "last_source", "set", false, false, "{}", BODY("[42]") },
	{ "last_source", "set", false, false, FIELD("[]"), BODY("[42]") },
	{ "last_source", "set", false, false, FIELD("[42]"), NOTHING },
	{ "last_source", "set", false, false, FIELD("[42,41]"),
	    BODY("[42]") },
	{ "last_campaign", "set", false, false, "{}", NOTHING },
	{ "first_source", "set", true, false, FIELD("[]"), BODY("[42]") },
	{ "first_source", "set", true, false, FIELD("[41]"), NOTHING },
	{ "last_visited_on", "date", false, false, "{}",
	    BODY("\"2026-03-29\"") },
	{ "lead_time", "daterange", false, false, "{}",
	    BODY("{\"value\":\"2027-01-15\",\"until\":\"2027-01-15\"}") },
	{ "session_duration", "daterange", false, false,
	    FIELD("{\"until\":\"2026-03-29\",\"value\":\"2026-03-29\"}"),
	    NOTHING },
	{ "last_visited_on", "time", false, false, "{}",
	    BODY("{\"value\":\"03:00:00\",\"timezone_name\":"
	    "\"Europe/Berlin\"}") },
	{ "last_visited_on", "time", false, false,
	    FIELD("{\"value\":\"03:00:00\",\"timezone_id\":7,"
	    "\"timezone_name\":\"Europe/Berlin\"}"), NOTHING },
	{ "last_visited_on", "time", false, false,
	    FIELD("{\"value\":\"03:00:00\",\"timezone_name\":\"UTC\"}"),
	    BODY("{\"value\":\"03:00:00\",\"timezone_name\":"
	    "\"Europe/Berlin\"}") },
	{ "session_duration", "timerange", false, false, "{}",
	    BODY("{\"value\":\"01:59:59\",\"until\":\"03:00:00\","
	    "\"timezone_name\":\"Europe/Berlin\"}") },
	{ "location", "address", false, false, "{}",
	    BODY("{\"value\":\"Kassel, DE\"}") },
	{ "location", "address", false, false,
	    FIELD("{\"value\":\"Kassel, DE\",\"locality\":\"Kassel\","
	    "\"route\":null}"), NOTHING },
	{ "location", "address", true, false,
	    FIELD("{\"value\":null,\"route\":null}"),
	    BODY("{\"value\":\"Kassel, DE\"}") },
	{ "page_title", "text", false, false, "{}",
	    BODY("\"ab\\t\\ncd\"") },
	{ "page_url", "text", false, false, FIELD("\"old\""), NOTHING },
	{ "last_visited_on", "varchar", false, false, "{}",
	    BODY("\"March 29, 2026 at 3:00 AM\"") },
	{ "lead_time", "date", false, false, "{}", BODY("\"2027-01-15\"") },
	{ "lead_time", "varchar", false, false, "{}",
	    BODY("\"2027-01-15T08:00:00.123Z\"") },
	{ "lead_link", "varchar", false, false, "{}",
	    BODY("\"https://lp.example.com/dashboard/#lead/0a\"") },
};

static char memory[1 << 20];

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
		CHECK_TEXT(change_target_read(&target, &arena,
		    &(struct change_row){ cases[i].name, KEY, cases[i].type,
		    OPTIONS, cases[i].if_empty }), NULL);
		change_find(&list, &arena, &target, 1, &(struct change_source){
		    .record = parse(&arena, RECORD),
		    .dashboard_url = "https://lp.example.com/dashboard",
		    .zone = "Europe/Berlin",
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
	{ "gclid", KEY, "user", "its field holds a user of Pipedrive, which"
	    " no lead names" },
	{ "gclid", KEY, "org", "its field holds an organization, which no"
	    " lead names" },
	{ "gclid", KEY, "people", "its field holds another person, which no"
	    " lead names" },
	{ "event_id", KEY, "int", "its field is Pipedrive's own (type int)" },
	{ "gclid", KEY, "boolean",
	    "its field is Pipedrive's own (type boolean)" },
	{ "gclid", KEY, "json", "its field is Pipedrive's own (type json)" },
	{ "gclid", KEY, "status",
	    "its field is Pipedrive's own (type status)" },
	{ "gclid", KEY, "visible_to",
	    "its field is Pipedrive's own (type visible_to)" },
	{ "gclid", KEY, "picture", "its field's type is not supported" },
	{ "gclid", KEY, "enum", NULL },
	{ "lead_time", KEY, "enum",
	    "its field's type does not take such a value" },
	{ "session_duration", KEY, "time",
	    "its field's type does not take such a value" },
	{ "last_visited_on", KEY, "timerange",
	    "its field's type does not take such a value" },
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
		struct arena arena;

		CHECK_CASE(maps[i].name);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(change_target_read(&target, &arena,
		    &(struct change_row){ maps[i].name, maps[i].key,
		    maps[i].type, NULL, false }), maps[i].problem);
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
	(void)change_target_read(&targets[0], &arena, &(struct change_row){
	    "last_source", keys[0], "text", NULL, false });
	(void)change_target_read(&targets[1], &arena, &(struct change_row){
	    "event_id", keys[1], "double", NULL, false });
	change_find(&list, &arena, targets, 2, &(struct change_source){
	    .record = parse(&arena, RECORD), .dashboard_url = "", .zone = "UTC",
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
	(void)change_target_read(&target, &arena, &(struct change_row){
	    "lead_link", KEY, "text", NULL, false });
	change_find(&list, &arena, &target, 1, &(struct change_source){
	    .record = parse(&arena, RECORD), .dashboard_url = "", .zone = "UTC",
	    .custom_fields = NULL });
	CHECK_INT((int64_t)list.count, 0);
}

/* A long text ends on a code point, within what a field takes. */
static void
test_long_text(void)
{
	static char text[3 * CRM_TEXT_MAX], title[2 * CRM_TEXT_MAX];
	struct change_target target;
	struct change_list list;
	struct arena arena;
	struct str out;

	arena_init(&arena, memory, sizeof(memory));
	str_init(&out, title, sizeof(title));
	str_add(&out, "x");
	while (out.size < CRM_TEXT_MAX + 10)
		str_add(&out, "\xe2\x82\xac");
	str_init(&out, text, sizeof(text));
	str_addf(&out, "{\"page\":{\"title\":\"%s\"}}", title);
	(void)change_target_read(&target, &arena, &(struct change_row){
	    "page_title", KEY, "text", NULL, false });
	change_find(&list, &arena, &target, 1, &(struct change_source){
	    .record = parse(&arena, text), .dashboard_url = "",
	    .zone = "UTC" });
	CHECK_INT((int64_t)list.count, 1);
	if (list.count == 1)
		CHECK_INT((int64_t)strlen(list.changes[0].value->text),
		    1 + (CRM_TEXT_MAX - 1) / 3 * 3);
}

/* What no option has is named, and what fits is written beside it. */
static void
test_problems(void)
{
	struct change_target targets[2];
	struct change_list list;
	struct arena arena;
	struct str text;
	char room[256];

	arena_init(&arena, memory, sizeof(memory));
	(void)change_target_read(&targets[0], &arena, &(struct change_row){
	    "last_campaign", KEY, "enum", OPTIONS, false });
	(void)change_target_read(&targets[1], &arena, &(struct change_row){
	    "last_source", KEY, "set", NULL, false });
	change_find(&list, &arena, targets, 2, &(struct change_source){
	    .record = parse(&arena, RECORD), .dashboard_url = "",
	    .zone = "UTC" });
	CHECK_INT((int64_t)list.count, 0);
	str_init(&text, room, sizeof(room));
	change_problems(&list, &text);
	CHECK_TEXT(room, "last_campaign: no option \"" FIFTY "1234567890\";"
	    " last_source: no option \"new\"");
	CHECK_TEXT(change_target_read(&targets[0], &arena,
	    &(struct change_row){ "last_source", KEY, "enum", "[", false }),
	    "its options cannot be read");
}

/* All of a map at once, as bytes. */
static void
encode_all(const char *options, char *room, size_t size)
{
	static char keys[CHANGES_MAX][CHANGE_KEY];
	static struct change_target targets[CHANGES_MAX];
	static struct change_list list;
	const struct lead_field *field;
	struct arena arena;
	struct str body;
	size_t i = 0;

	arena_init(&arena, memory, sizeof(memory));
	for (; (field = lead_field(i)) != NULL; i++) {
		snprintf(keys[i], CHANGE_KEY, "%040zu", i);
		CHECK_TEXT(change_target_read(&targets[i], &arena,
		    &(struct change_row){ field->name, keys[i],
		    i % 2 == 0 && field->kind == LEAD_TEXT ? "enum"
		    : field->type, options, false }), NULL);
	}
	change_find(&list, &arena, targets, i, &(struct change_source){
	    .record = parse(&arena, RECORD), .zone = "America/New_York",
	    .dashboard_url = "https://lp.example.com/dashboard" });
	str_init(&body, room, size);
	change_body(&list, &body);
	CHECK(!body.failed);
}

/* Whatever was encoded between, the same is the same bytes. */
static void
test_same_bytes(void)
{
	static char first[8192], other[8192], again[8192];

	encode_all(OPTIONS, first, sizeof(first));
	encode_all("[{\"id\":7,\"label\":\"new\"}]", other, sizeof(other));
	encode_all(OPTIONS, again, sizeof(again));
	CHECK(strcmp(first, other) != 0);
	CHECK_TEXT(again, first);
}

int
main(void)
{
	test_bodies();
	test_maps();
	test_before_and_after();
	test_no_link();
	test_long_text();
	test_problems();
	test_same_bytes();
	return check_failed();
}
