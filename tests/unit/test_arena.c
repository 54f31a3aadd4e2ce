#include <stdalign.h>

#include "arena.h"
#include "check.h"

enum { ROOM = 256 };

/* What is asked for, one after the other, and whether it is given */
static const struct {
	size_t size;
	bool given;
} takes[] = {
	{ 1, true }, { 16, true }, { 0, true }, { 100, true },
	{ 100, false }, { SIZE_MAX, false }, { SIZE_MAX - 8, false },
	{ 16, true },
};

static void test_take(void)
{
	alignas(max_align_t) char memory[ROOM + 1];
	struct arena arena;

	memset(memory, 'x', sizeof(memory));
	/* memory that begins at an odd place is fine as well */
	arena_init(&arena, memory + 1, ROOM);
	for (size_t i = 0; i < sizeof(takes) / sizeof(takes[0]); i++) {
		const char *const got = arena_take(&arena, takes[i].size);

		CHECK_INT(got != NULL, takes[i].given);
		if (!got)
			continue;
		CHECK_INT((uintptr_t)got % alignof(max_align_t), 0);
		CHECK(got + takes[i].size <= memory + 1 + ROOM);
		for (size_t k = 0; k < takes[i].size; k++)
			CHECK_INT(got[k], 0);
	}
}

static void test_copy(void)
{
	char memory[8];
	struct arena arena;

	arena_init(&arena, memory, sizeof(memory));
	CHECK_TEXT(arena_copy(&arena, "abcdef", 3), "abc");
	CHECK_TEXT(arena_copy(&arena, "wxyz", 4), NULL);
	CHECK_TEXT(arena_copy(&arena, "wxyz", SIZE_MAX), NULL);
	CHECK_TEXT(arena_copy(&arena, NULL, 0), "");
	CHECK_TEXT(arena_copy(&arena, "xyz", 2), "xy");
	CHECK_TEXT(arena_copy(&arena, "", 0), NULL);
	arena_reset(&arena);
	CHECK_TEXT(arena_copy(&arena, "7 bytes", 7), "7 bytes");
	arena_reset(&arena);
	CHECK_TEXT(arena_copy(&arena, "8 bytes!", 8), NULL);
}

int main(void)
{
	test_take();
	test_copy();
	return check_failed();
}
