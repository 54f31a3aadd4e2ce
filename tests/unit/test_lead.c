/* The one table of values, each over a record that has them all. */
#include <stdlib.h>

#include "arena.h"
#include "bounds.h"
#include "change_target.h"
#include "check.h"
#include "json.h"
#include "lead.h"
#include "lead_value.h"
#include "str.h"

static const char full[] = "{\"format\":1,\"lead_id\":\"0a\",\"pixel\":\"px\","
    "\"submitted\":1800000000123,\"page\":{\"url\":\"https://a/b\","
    "\"title\":\"T\",\"referrer\":\"https://a/a\"},\"project_id\":3,"
    "\"event_type\":\"form_submit\",\"form\":{\"name\":\"F\"},"
    "\"pages\":[\"https://a/b\",\"https://a/a\"],"
    "\"journey\":[{\"source\":\"google\",\"medium\":\"cpc\","
    "\"campaign\":\"sale\"},{\"source\":\"news\",\"medium\":\"email\"}],"
    "\"visit\":{\"session_id\":12,\"visitor_id\":\"v\","
    "\"started\":1800000000000,\"last_activity\":1800004980000,"
    "\"last_seen\":1769524200000,"
    "\"event_id\":9007199254740991},\"device\":{\"ip\":\"192.0.2.0\","
    "\"user_agent\":\"ua\","
    "\"type\":\"tv\",\"os\":\"webOS\",\"browser\":\"b\",\"screen\":\"9x8\"},"
    "\"place\":{\"country\":\"DE\",\"region\":\"Hesse\",\"city\":\"Kassel\"},"
    "\"first\":{\"source\":\"fs\",\"medium\":\"fm\",\"campaign\":\"fc\","
    "\"channel\":\"fh\",\"utm_source\":\"f1\",\"utm_medium\":\"f2\","
    "\"utm_campaign\":\"f3\",\"utm_content\":\"f4\",\"utm_term\":\"f5\","
    "\"landing_url\":\"fl\",\"referrer\":\"fr\",\"msclkid\":\"fk\","
    "\"occurred\":0,\"rule\":\"fx\"},\"last_nondirect\":{"
    "\"source\":\"ns\",\"medium\":\"nm\",\"campaign\":\"nc\","
    "\"channel\":\"nh\"},"
    "\"last\":{\"source\":\"ls\",\"medium\":\"lm\",\"campaign\":\"lc\","
    "\"channel\":\"lh\",\"occurred\":1000,\"rule\":\"lx\","
    "\"campaign_region\":\"cr\",\"ad_group\":\"ag\",\"ad_id\":\"ai\","
    "\"search_query\":\"sq\",\"landing_url\":\"ll\",\"referrer\":\"lr\","
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
	{ "lead_link", "https://lp.example.com/dashboard/#lead/0a" },
	{ "lead_id", "0a" }, { "utm_source", "us" }, { "utm_medium", "um" },
	{ "utm_campaign", "uc" }, { "utm_content", "ut" },
	{ "utm_term", "ur" }, { "gclid", "g" }, { "fbclid", "f" },
	{ "msclkid", "m" }, { "ttclid", "t" }, { "twclid", "w" },
	{ "li_fat_id", "l" }, { "sc_click_id", "s" },
	{ "page_url", "https://a/b" }, { "page_title", "T" },
	{ "referrer_url", "https://a/a" }, { "user_agent", "ua" },
	{ "country", "DE" }, { "region", "Hesse" }, { "city", "Kassel" },
	{ "location", "Kassel, Hesse, DE" },
	{ "visitor_id", "v" }, { "session_id", "12" },
	{ "event_id", "9007199254740991" }, { "pixel_id", "px" },
	{ "device_type", "tv" }, { "operating_system", "webOS" },
	{ "browser", "b" }, { "screen_resolution", "9x8" },
	{ "project_id", "3" }, { "event_type", "form_submit" },
	{ "campaign_region", "cr" }, { "ad_group", "ag" }, { "ad_id", "ai" },
	{ "search_query", "sq" }, { "ip_address", "192.0.2.0" },
	{ "last_visited_on", "January 27, 2026 at 3:30 PM" },
	{ "session_duration", "1h 23m" },
	{ "visited_pages", "https://a/b, https://a/a" },
	{ "form_name", "F" },
	{ "journey", "google / cpc / sale > news / email" },
	{ "first_utm_source", "f1" }, { "first_utm_medium", "f2" },
	{ "first_utm_campaign", "f3" }, { "first_utm_content", "f4" },
	{ "first_utm_term", "f5" }, { "first_landing_page", "fl" },
	{ "first_referrer", "fr" }, { "first_click_id", "fk" },
	{ "first_visit", "1970-01-01T00:00:00.000Z" },
	{ "first_rule", "fx" }, { "last_referrer", "lr" },
	{ "last_visit", "1970-01-01T00:00:01.000Z" }, { "last_rule", "lx" },
	{ "nondirect_source", "ns" }, { "nondirect_medium", "nm" },
	{ "nondirect_campaign", "nc" }, { "nondirect_channel", "nh" },
};

#define VISIT(from, to) \
	"{\"visit\":{\"started\":" from ",\"last_activity\":" to "}}"

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
	{ "{\"page\":{},\"last\":{\"referrer\":\"r\"}}", "referrer_url",
	    "r" },
	{ "{\"page\":{}}", "referrer_url", NULL },
	{ "{\"visit\":{\"last_seen\":\"1\"}}", "last_visited_on", NULL },
	{ VISIT("0", "3600000"), "session_duration", "1h 0m" },
	{ VISIT("0", "3599999"), "session_duration", "59 minutes" },
	{ VISIT("0", "119999"), "session_duration", "1 minute" },
	{ VISIT("0", "60000"), "session_duration", "1 minute" },
	{ VISIT("0", "59999"), "session_duration", "59 seconds" },
	{ VISIT("0", "1999"), "session_duration", "1 second" },
	{ VISIT("7", "7"), "session_duration", "0 seconds" },
	{ VISIT("0", "90000000"), "session_duration", "25h 0m" },
	{ VISIT("8", "7"), "session_duration", NULL },
	{ VISIT("8", "null"), "session_duration", NULL },
	{ "{\"visit\":{}}", "session_duration", NULL },
	{ "{\"pages\":[]}", "visited_pages", NULL },
	{ "{\"pages\":[\"\",7,\"a\"]}", "visited_pages", "a" },
	{ "{\"pages\":\"a\"}", "visited_pages", NULL },
	{ "{\"journey\":[]}", "journey", NULL },
	{ "{\"journey\":[{\"source\":\"a\"},{}]}", "journey", "a" },
};

static char memory[1 << 18];

static const char *
value_of(struct arena *arena, const char *text, const char *name)
{
	const struct json *record;

	arena_init(arena, memory, sizeof(memory));
	if (json_parse(arena, text, strlen(text), 512, &record) != JSON_OK)
		return "no JSON";
	return lead_value(arena, record, lead_field_find(name),
	    &(struct lead_words){ "Europe/Berlin",
	    "https://lp.example.com/dashboard" });
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

/* Half an address would lead nowhere: the last one that fits is whole. */
static void
test_many_pages(void)
{
	static char text[80 * 1024], one[1100];
	struct arena arena;
	struct str out;
	const char *value;

	memset(one, 'a', sizeof(one) - 1);
	str_init(&out, text, sizeof(text));
	str_add(&out, "{\"pages\":[\"0\"");
	for (int i = 0; i < 70; i++)
		str_addf(&out, ",\"%s\"", one);
	str_add(&out, "]}");
	CHECK(!out.failed);
	value = value_of(&arena, text, "visited_pages");
	CHECK(value != NULL);
	if (value == NULL)
		return;
	CHECK_INT((strlen(value) - 1) % 1101, 0);
	CHECK(strlen(value) > CRM_TEXT_MAX - 1200);
	CHECK(strlen(value) <= CRM_TEXT_MAX);
}

/* Names and labels are one each; the first touch never replaces a value. */
static void
test_table(void)
{
	const struct lead_field *a, *b;
	unsigned set;
	int basic = 0, original = 0;

	for (size_t i = 0; (a = lead_field(i)) != NULL; i++) {
		CHECK_CASE(a->name);
		CHECK(lead_field_find(a->name) == a);
		CHECK_INT(a->first, strncmp(a->name, "first_", 6) == 0);
		basic += lead_in_set(a, LEAD_BASIC);
		original += lead_in_set(a, LEAD_ORIGINAL);
		CHECK(lead_in_set(a, LEAD_ALL));
		CHECK_TEXT(change_target_fits(a, a->type), NULL);
		for (size_t j = 0; j < i; j++) {
			b = lead_field(j);
			CHECK(strcmp(a->label, b->label) != 0);
		}
	}
	CHECK_CASE(NULL);
	CHECK_INT(basic, 12);
	CHECK_INT(original, 33 + 4);
	CHECK(lead_set_find("basic", &set) && set == LEAD_BASIC);
	CHECK(lead_set_find("original", &set) && set == LEAD_ORIGINAL);
	CHECK(lead_set_find("all", &set) && set == LEAD_ALL);
	CHECK(!lead_set_find("", &set));
	CHECK(lead_field_find("nothing") == NULL);
	CHECK(lead_field_find("") == NULL);
}

int
main(void)
{
	test_values();
	test_many_pages();
	test_table();
	return check_failed();
}
