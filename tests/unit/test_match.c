/* Whose address it is, in every shape the API was seen to give. */
#include <stdio.h>
#include <stdlib.h>

#include "arena.h"
#include "check.h"
#include "json.h"
#include "match.h"
#include "str.h"

static char memory[1 << 20];

static const struct json *
parse(struct arena *arena, const char *text)
{
	const struct json *value = NULL;

	arena_init(arena, memory, sizeof(memory));
	CHECK_INT(json_parse(arena, text, strlen(text), 4096, &value),
	    JSON_OK);
	return value;
}

static const struct {
	const char *person;
	bool is;		/* jane@example.com's */
} persons[] = {
	{ "{\"emails\":[\"jane@example.com\"]}", true },
	{ "{\"emails\":[\"a@b.example\",\"jane@example.com\"]}", true },
	{ "{\"emails\":[{\"value\":\"jane@example.com\"}]}", true },
	{ "{\"emails\":[{\"value\":null},{\"value\":\"JANE@Example.Com\"}]}",
	    true },
	{ "{\"emails\":{\"value\":\"jane@example.com\"}}", true },
	{ "{\"email\":\"jane@example.com\"}", true },
	{ "{\"email\":[\"jane@example.com\"]}", true },
	{ "{\"email\":[{\"label\":\"work\",\"value\":\"jane@example.com\"}]}",
	    true },
	{ "{\"primary_email\":\"jane@example.com\"}", true },
	{ "{\"emails\":[],\"primary_email\":\" Jane@example.com\\n\"}", true },
	{ "{}", false },
	{ "{\"emails\":null}", false },
	{ "{\"emails\":[]}", false },
	{ "{\"emails\":[null,1,true,{},{\"value\":1},\"\",\"  \"]}", false },
	{ "{\"emails\":[[\"jane@example.com\"]]}", false },
	{ "{\"emails\":[\"mary-jane@example.com\"]}", false },
	{ "{\"emails\":[\"jane@example.com.evil.example\"]}", false },
	{ "{\"emails\":[\"jane+1@example.com\"]}", false },
	{ "{\"emails\":[\"ja.ne@example.com\"]}", false },
	{ "{\"emails\":[\"jane@example.co\"]}", false },
	{ "{\"emails\":[\"jane @example.com\"]}", false },
	{ "{\"name\":\"jane@example.com\"}", false },
	{ "{\"notes\":[\"jane@example.com\"]}", false },
	{ "[\"jane@example.com\"]", false },
	{ "\"jane@example.com\"", false },
};

static void
test_addresses(void)
{
	struct arena arena;

	for (size_t i = 0; i < sizeof(persons) / sizeof(persons[0]); i++) {
		CHECK_CASE(persons[i].person);
		CHECK_INT(match_has_email(parse(&arena, persons[i].person),
		    "jane@example.com"), persons[i].is);
	}
	CHECK_CASE(NULL);
	CHECK(!match_has_email(NULL, "jane@example.com"));
}

#define JANE(id) "{\"item\":{\"id\":" id ",\"name\":\"J" id \
	"\",\"emails\":[\"jane@example.com\"]}}"

static const struct {
	const char *data;
	const char *want;	/* the candidates */
} searches[] = {
	{ "null", "[]" },
	{ "{}", "[]" },
	{ "{\"items\":null}", "[]" },
	{ "{\"items\":[]}", "[]" },
	{ "{\"items\":\"x\"}", "[]" },
	{ "{\"items\":[" JANE("3") "]}", "[{\"id\":3,\"name\":\"J3\","
	    "\"by\":\"email\"}]" },
	{ "{\"items\":[" JANE("5") "," JANE("3") "," JANE("5") "]}",
	    "[{\"id\":3,\"name\":\"J3\","
	    "\"by\":\"email\"},{\"id\":5,\"name\":\"J5\","
	    "\"by\":\"email\"}]" },
	{ "{\"items\":[{\"item\":{\"id\":1,\"name\":\"x\","
	    "\"emails\":[\"other@example.com\"]}}," JANE("2") "]}",
	    "[{\"id\":2,\"name\":\"J2\","
	    "\"by\":\"email\"}]" },
	{ "{\"items\":[" JANE("0") "," JANE("-1") "," JANE("1.5") ","
	    JANE("1e300") ",null,1,{\"item\":null}]}", "[]" },
	{ "{\"items\":[{\"item\":{\"id\":\"7\","
	    "\"emails\":[\"jane@example.com\"]}}]}", "[]" },
	{ "{\"items\":[{\"item\":{\"id\":7,\"name\":null,"
	    "\"emails\":[\"jane@example.com\"]}}]}",
	    "[{\"id\":7,\"name\":\"\",\"by\":\"email\"}]" },
};

static void
test_searches(void)
{
	struct arena arena;
	char room[4096];

	for (size_t i = 0; i < sizeof(searches) / sizeof(searches[0]); i++) {
		struct match match = { .count = 0 };
		struct str out;

		CHECK_CASE(searches[i].data);
		match_add(&match, &arena, parse(&arena, searches[i].data),
		    &(struct match_who){ .email = "jane@example.com" },
		    MATCH_EMAIL);
		str_init(&out, room, sizeof(room));
		match_print(&match, &out);
		CHECK_TEXT(room, searches[i].want);
		CHECK(!match.too_many);
	}
	CHECK_CASE(NULL);
}

/* More persons than one can choose from, and a name that is too long. */
static void
test_many(void)
{
	static char text[1 << 16];
	struct match match = { .count = 0 };
	struct arena arena;
	struct str out;

	str_init(&out, text, sizeof(text));
	str_add(&out, "{\"items\":[");
	for (int i = MATCHES_MAX + 1; i > 0; i--) {
		str_addf(&out, "{\"item\":{\"id\":%d,\"emails\":"
		    "[\"jane@example.com\"],\"name\":\"", i);
		for (int n = 0; n < 200; n++)
			str_add(&out, "\xc3\xbc");
		str_addf(&out, "\"}}%s", i > 1 ? "," : "]}");
	}
	match_add(&match, &arena, parse(&arena, text),
	    &(struct match_who){ .email = "jane@example.com" }, MATCH_EMAIL);
	CHECK_INT((int64_t)match.count, MATCHES_MAX);
	CHECK(match.too_many);
	CHECK_INT(match.persons[0].id, 2);
	CHECK_INT((int64_t)strlen(match.persons[0].name), 120);
}

#define HIT(id, name, rest) "{\"item\":{\"id\":" id ",\"name\":\"" name \
	"\"" rest "}}"
#define ADDRESS ",\"emails\":[\"other@example.com\"]"
#define OURS ",\"emails\":[\"jane@example.com\"]"
#define PHONE ",\"phones\":[\"+49 170 1234567\"]"

/* What three searches brought, by e-mail, telephone and name. */
static const struct {
	const char *hits[3];
	enum matched want;
} judged[] = {
	{ { NULL }, MATCHED_NOBODY },
	{ { HIT("1", "X", OURS) }, MATCHED_ONE },
	{ { HIT("1", "X", OURS) "," HIT("2", "Y", OURS) }, MATCHED_SEVERAL },
	{ { HIT("1", "X", OURS) "," HIT("1", "X", OURS) }, MATCHED_ONE },
	{ { HIT("1", "X", ADDRESS) }, MATCHED_NOBODY },
	{ { NULL, HIT("1", "X", PHONE) }, MATCHED_WEAKLY },
	{ { NULL, HIT("1", "X", ADDRESS) }, MATCHED_NOBODY },
	{ { NULL, NULL, HIT("1", "Jane Example", "") }, MATCHED_NAMESAKE },
	{ { NULL, NULL, HIT("1", " JANE  example", "") }, MATCHED_NAMESAKE },
	{ { NULL, NULL, HIT("1", "Jane Example", ADDRESS) }, MATCHED_WEAKLY },
	{ { NULL, NULL, HIT("1", "Jane Examples", "") }, MATCHED_NOBODY },
	{ { NULL, NULL, HIT("1", "Jane Example", "") ","
	    HIT("2", "Jane Example", "") }, MATCHED_WEAKLY },
	{ { NULL, HIT("1", "Jane Example", PHONE),
	    HIT("1", "Jane Example", PHONE) }, MATCHED_NAMESAKE },
	{ { NULL, HIT("1", "Else", PHONE), HIT("2", "Jane Example", "") },
	    MATCHED_WEAKLY },
	{ { NULL, HIT("1", "Jane Example", PHONE ADDRESS) },
	    MATCHED_WEAKLY },
};

static void
test_judging(void)
{
	const struct match_who who = { "jane@example.com", "0170/1234567",
		"Jane Example" };
	static char text[4096];
	struct arena arena;

	for (size_t i = 0; i < sizeof(judged) / sizeof(judged[0]); i++) {
		struct match match = { .count = 0 };

		CHECK_CASE(judged[i].hits[0] != NULL ? judged[i].hits[0]
		    : judged[i].hits[1] != NULL ? judged[i].hits[1]
		    : judged[i].hits[2] != NULL ? judged[i].hits[2] : "none");
		for (int by = MATCH_EMAIL; by <= MATCH_NAME; by++) {
			const char *const hits = judged[i].hits[by];

			snprintf(text, sizeof(text), "{\"items\":[%s]}",
			    hits == NULL ? "" : hits);
			match_add(&match, &arena, parse(&arena, text), &who,
			    (enum match_by)by);
		}
		CHECK_INT(match_judge(&match), judged[i].want);
	}
	CHECK_CASE(NULL);
}

int
main(void)
{
	struct arena arena;

	test_addresses();
	test_searches();
	test_many();
	test_judging();
	CHECK(match_is_gone(parse(&arena, "{\"is_deleted\":true}")));
	CHECK(!match_is_gone(parse(&arena, "{\"is_deleted\":false}")));
	CHECK(!match_is_gone(parse(&arena, "{\"is_deleted\":1}")));
	return check_failed();
}
