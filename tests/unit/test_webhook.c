#include "webhook.h"

#include "arena.h"
#include "check.h"
#include "json.h"
#include "str.h"

static char memory[64 * 1024];

#define PLAIN "{\"version\":1,\"id\":7,\"lead_id\":\"0a\",\"project\":" \
	"\"Shop \\\"A\\\"\",\"pixel\":\"pixel-01\",\"test\":"
#define REST "\"device\":{\"type\":\"mobile\"},\"place\":{}}"

/* Records, and what others are told of them. */
static const struct {
	const char *record, *want;
} cases[] = {
	{ "{\"lead_id\":\"0a\",\"pixel\":\"pixel-01\",\"submitted\":0,"
	    "\"received\":1500,\"form\":{\"state\":\"confirmed\"},"
	    "\"fields\":[{\"name\":\"a\",\"value\":\"b\"}],\"consent\":true,"
	    "\"test\":false,\"page\":{\"url\":\"https://a.example/\"},"
	    "\"person\":{\"email\":\"jo@a.example\"},"
	    "\"device\":{\"user_agent\":\"secret\",\"type\":\"mobile\","
	    "\"ip\":\"192.0.2.1\"},\"cookies\":{\"_fbp\":\"fb.1\"},"
	    "\"last\":{\"occurred\":1000,\"source\":\"google\",\"rule\":"
	    "\"gclid\",\"gclid\":\"new\",\"other\":{\"x\":1}},"
	    "\"first\":{\"occurred\":0,\"gclid\":\"old\",\"msclkid\":\"m\"},"
	    "\"journey\":[{\"occurred\":0,\"source\":\"bing\"}]}",
	    PLAIN "false,\"submitted\":\"1970-01-01T00:00:00.000Z\","
	    "\"received\":\"1970-01-01T00:00:01.500Z\","
	    "\"person\":{\"email\":\"jo@a.example\"},"
	    "\"form\":{\"state\":\"confirmed\"},"
	    "\"fields\":[{\"name\":\"a\",\"value\":\"b\"}],\"consent\":true,"
	    "\"page\":{\"url\":\"https://a.example/\"},"
	    "\"first\":{\"occurred\":\"1970-01-01T00:00:00.000Z\","
	    "\"gclid\":\"old\",\"msclkid\":\"m\"},"
	    "\"last\":{\"occurred\":\"1970-01-01T00:00:01.000Z\","
	    "\"source\":\"google\",\"gclid\":\"new\",\"other\":{\"x\":1}},"
	    "\"last_nondirect\":null,\"journey\":[{\"occurred\":"
	    "\"1970-01-01T00:00:00.000Z\",\"source\":\"bing\"}],"
	    "\"click_ids\":{\"gclid\":\"new\",\"msclkid\":\"m\"}," REST },
	{ "{\"lead_id\":\"0a\",\"pixel\":\"pixel-01\",\"test\":true,"
	    "\"no_history\":\"gpc\",\"device\":{\"type\":\"mobile\"}}",
	    PLAIN "true,\"person\":{},\"form\":{},\"no_history\":\"gpc\","
	    "\"page\":{},\"first\":null,\"last\":null,"
	    "\"last_nondirect\":null,\"journey\":[],\"click_ids\":{}," REST },
};

static void
test_bodies(void)
{
	static const struct webhook_lead lead = { 7, "Shop \"A\"" };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *const record = cases[i].record;
		const struct json *tree;
		struct arena arena;
		char room[4096];
		struct str out;

		CHECK_CASE(record);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_INT(json_parse(&arena, record, strlen(record), 128,
		    &tree), JSON_OK);
		str_init(&out, room, sizeof(room));
		webhook_print(tree, &lead, &out);
		CHECK_TEXT(room, cases[i].want);
	}
	CHECK_CASE(NULL);
}

/* printf '1795824000.{}' | openssl dgst -sha256 -hmac a-secret-of-ours-16 */
static void
test_signature(void)
{
	char room[80];
	struct str out;

	str_init(&out, room, sizeof(room));
	webhook_sign("a-secret-of-ours-16", 1795824000, "{}", &out);
	CHECK_TEXT(room, "v1=dbb5e130036fad1c19e0544234cc7dd1"
	    "2f12f4d7e3391685fe76febef06ea39f");
}

int
main(void)
{
	test_bodies();
	test_signature();
	return check_failed();
}
