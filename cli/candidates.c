#include "candidates.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "json.h"
#include "match.h"
#include "page.h"

enum { ROOM = MATCHES_MAX * 2048, VALUES = MATCHES_MAX * 8, NAME = 30 };

static const struct {
	const char *by, *says;
} words[] = {
	{ "email", "has the e-mail address" },
	{ "phone", "has the telephone number" },
	{ "name", "has the name" },
};

static void
print_one(const struct json *person)
{
	const char *const by = json_text(person, "by");
	const char *const name = json_text(person, "name");
	int64_t id;

	if (!json_int(person, "id", 1, INT64_MAX / 2, &id))
		return;
	printf("    person %-8lld ", (long long)id);
	page_cell(name == NULL || name[0] == '\0' ? "-" : name, NAME);
	for (size_t i = 0; by != NULL &&
	    i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].by, by) == 0)
			printf("  %s", words[i].says);
	putchar('\n');
}

void
candidates_print(const char *json)
{
	char memory[ROOM];
	const struct json *list;
	struct arena arena;

	arena_init(&arena, memory, sizeof(memory));
	if (json == NULL || json_parse(&arena, json, strlen(json), VALUES,
	    &list) != JSON_OK || list->type != JSON_LIST)
		return;
	for (const struct json *one = list->first; one != NULL;
	    one = one->next)
		print_one(one);
}
