/* The one table of values, each over a record that has them all. */
#include <stdlib.h>

#include "arena.h"
#include "check.h"
#include "json.h"
#include "lead.h"

static const char full[] = "{\"format\":1,\"lead_id\":\"0a\",\"pixel\":\"px\","
    "\"submitted\":1800000000123,\"page\":{\"url\":\"https://a/b\","
    "\"title\":\"T\"},\"visit\":{\"session_id\":12,\"visitor_id\":\"v\","
    "\"event_id\":9007199254740991},\"device\":{\"user_agent\":\"ua\","
    "\"type\":\"tv\",\"os\":\"webOS\",\"browser\":\"b\",\"screen\":\"9x8\"},"
    "\"place\":{\"country\":\"DE\",\"region\":\"Hesse\",\"city\":\"Kassel\"},"
    "\"first\":{\"source\":\"fs\",\"medium\":\"fm\",\"campaign\":\"fc\","
    "\"channel\":\"fh\",\"utm_source\":\"never\"},"
    "\"last\":{\"source\":\"ls\",\"medium\":\"lm\",\"campaign\":\"lc\","
    "\"channel\":\"lh\",\"landing_url\":\"ll\",\"referrer\":\"lr\","
    "\"utm_source\":\"us\",\"utm_medium\":\"um\",\"utm_campaign\":\"uc\","
    "\"utm_content\":\"ut\",\"utm_term\":\"ur\",\"gclid\":\"g\","
    "\"fbclid\":\"f\",\"msclkid\":\"m\",\"ttclid\":\"t\",\"twclid\":\"w\","
    "\"li_fat_id\":\"l\",\"sc_click_id\":\"s\"}}";

static const struct {
	const char *name, *want;
} values[] = {
	{ "first_source", "fs" }, { "first_medium", "fm" },
	{ "first_campaign", "fc" }, { "first_channel", "fh" },
	{ "last_source", "ls" }, { "last_medium", "lm" },
	{ "last_campaign", "lc" }, { "last_channel", "lh" },
	{ "landing_page", "ll" }, { "click_id", "g" },
	{ "lead_time", "2027-01-15T08:00:00.123Z" },
	{ "lead_link", "/dashboard/#lead/0a" },
	{ "lead_id", "0a" }, { "utm_source", "us" }, { "utm_medium", "um" },
	{ "utm_campaign", "uc" }, { "utm_content", "ut" },
	{ "utm_term", "ur" }, { "gclid", "g" }, { "fbclid", "f" },
	{ "msclkid", "m" }, { "ttclid", "t" }, { "twclid", "w" },
	{ "li_fat_id", "l" }, { "sc_click_id", "s" },
	{ "page_url", "https://a/b" }, { "page_title", "T" },
	{ "referrer_url", "lr" }, { "user_agent", "ua" },
	{ "country", "DE" }, { "region", "Hesse" }, { "city", "Kassel" },
	{ "location", "Kassel, Hesse, DE" },
	{ "visitor_id", "v" }, { "session_id", "12" },
	{ "event_id", "9007199254740991" }, { "pixel_id", "px" },
	{ "device_type", "tv" }, { "operating_system", "webOS" },
	{ "browser", "b" }, { "screen_resolution", "9x8" },
};

/* What is not in the record, or not in that shape, is absent. */
static const struct {
	const char *record, *name, *want;
} odd[] = {
	{ "{}", "last_source", NULL },
	{ "{\"last\":{}}", "click_id", NULL },
	{ "{\"last\":{\"source\":\"google\"}}", "utm_source", NULL },
	{ "{\"first\":{\"utm_source\":\"a\"}}", "utm_source", NULL },
	{ "{\"last\":{\"source\":\"\"}}", "last_source", NULL },
	{ "{\"last\":{\"source\":null}}", "last_source", NULL },
	{ "{\"last\":{\"source\":true}}", "last_source", NULL },
	{ "{\"last\":\"source\"}", "last_source", NULL },
	{ "{\"last\":[1]}", "last_source", NULL },
	{ "{\"last\":{\"source\":{\"a\":1}}}", "last_source", NULL },
	{ "{\"last\":{\"gclid\":\"\",\"wbraid\":\"w\",\"fbclid\":\"f\"}}",
	    "click_id", "w" },
	{ "{\"last\":{\"sc_click_id\":\"s\"}}", "click_id", "s" },
	{ "{\"last\":{\"dclid\":\"d\"}}", "click_id", NULL },
	{ "{\"place\":{\"country\":\"DE\"}}", "location", "DE" },
	{ "{\"place\":{\"country\":\"DE\",\"city\":\"Kassel\"}}", "location",
	    "Kassel, DE" },
	{ "{\"place\":{\"region\":\"Hesse\",\"city\":\"\"}}", "location",
	    "Hesse" },
	{ "{\"place\":{\"country\":\"DE\"}}", "city", NULL },
	{ "{\"place\":{}}", "location", NULL },
	{ "{\"place\":{\"city\":7}}", "location", NULL },
	{ "{\"place\":\"Kassel\"}", "location", NULL },
	{ "{\"submitted\":\"1\"}", "lead_time", NULL },
	{ "{\"submitted\":1e300}", "lead_time", NULL },
	{ "{\"lead_id\":7}", "lead_link", NULL },
};

static char memory[1 << 16];

static const char *
value_of(struct arena *arena, const char *text, const char *name)
{
	const struct json *record;

	arena_init(arena, memory, sizeof(memory));
	if (json_parse(arena, text, strlen(text), 512, &record) != JSON_OK)
		return "no JSON";
	return lead_value(arena, record, lead_field_find(name));
}

static void
test_values(void)
{
	const size_t count = sizeof(values) / sizeof(values[0]);
	struct arena arena;

	for (size_t i = 0; i < count; i++) {
		CHECK_CASE(values[i].name);
		CHECK_TEXT(value_of(&arena, full, values[i].name),
		    values[i].want);
	}
	CHECK_CASE(NULL);
	CHECK(lead_field(count - 1) != NULL);
	CHECK(lead_field(count) == NULL);
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		CHECK_CASE(odd[i].record);
		CHECK_TEXT(value_of(&arena, odd[i].record, odd[i].name),
		    odd[i].want);
	}
	CHECK_CASE(NULL);
}

/* Names and labels are one each; the first touch never replaces a value. */
static void
test_table(void)
{
	const struct lead_field *a, *b;
	int basic = 0;

	for (size_t i = 0; (a = lead_field(i)) != NULL; i++) {
		CHECK_CASE(a->name);
		CHECK(lead_field_find(a->name) == a);
		CHECK_INT(a->use == LEAD_FIRST,
		    strncmp(a->name, "first_", 6) == 0);
		basic += a->use != LEAD_EXTRA;
		for (size_t j = 0; j < i; j++) {
			b = lead_field(j);
			CHECK(strcmp(a->label, b->label) != 0);
		}
	}
	CHECK_CASE(NULL);
	CHECK_INT(basic, 12);
	CHECK(lead_field_find("nothing") == NULL);
	CHECK(lead_field_find("") == NULL);
}

int
main(void)
{
	test_values();
	test_table();
	return check_failed();
}
