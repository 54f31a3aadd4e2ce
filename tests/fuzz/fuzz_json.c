/*
 * fuzz_json: whatever json_parse takes, it writes and takes again, alike.
 * clang -fsanitize=fuzzer,address; see run.sh.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "json.h"
#include "str.h"

/* A body of BODY_MAX grows at most sixfold, when all of it is escapes */
enum { TEXT_MAX = 8 * BODY_MAX, MEMORY = 16 * BODY_MAX };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool right)
{
	if (!right)
		abort();
}

static const struct json *parse(void *memory, const char *text, size_t size)
{
	const struct json *value = NULL;
	struct arena arena;

	arena_init(&arena, memory, MEMORY);
	const enum json_fault fault = json_parse(&arena, text, size,
	    JSON_VALUES_MAX, &value);
	must((fault == JSON_OK) == (value != NULL));
	/* the memory is ample, so cJSON would have refused what we took */
	must(fault != JSON_NO_ROOM);
	return value;
}

static void look(const struct json *value)
{
	for (const struct json *at = value->first; at; at = at->next) {
		int64_t number;

		look(at);
		if (value->type == JSON_OBJECT)
			must(json_get(value, at->name) == at);
		if (at->name && json_int(value, at->name, INT64_MIN, INT64_MAX,
		    &number))
			must((double)number == at->number);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char first[MEMORY], second[MEMORY];
	static char once[TEXT_MAX], twice[TEXT_MAX];
	struct str out;

	if (size > BODY_MAX)
		return 0;
	/* of exactly this size, so that a step beyond the NUL is seen */
	char *const text = malloc(size + 1);
	must(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	const struct json *const value = parse(first, text, size);
	free(text);
	if (!value)
		return 0;
	look(value);
	str_init(&out, once, sizeof(once));
	json_add_value(&out, NULL, value);
	must(!out.failed);
	const struct json *const again = parse(second, once, out.size);
	must(again != NULL);
	str_init(&out, twice, sizeof(twice));
	json_add_value(&out, NULL, again);
	must(strcmp(once, twice) == 0);
	return 0;
}
