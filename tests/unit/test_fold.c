/* Names that are the same however they are written, and those that are not. */
#include "arena.h"
#include "check.h"
#include "fold.h"

static const struct {
	const char *text, *want;
} names[] = {
	{ "Jane Example", "jane example" },
	{ "  JANE\t \n Example ", "jane example" },
	{ "Jos\xc3\xa9 M\xc3\xbcller", "jose muller" },
	{ "Jose\xcc\x81 Mu\xcc\x88ller", "jose muller" },
	{ "Stra\xc3\x9f" "e", "strasse" },
	{ "Jane\xc2\xa0\xe2\x80\x83" "Example", "jane example" },
	{ "\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1",
	    "\xce\xb1\xce\xb8\xce\xb7\xce\xbd\xce\xb1" },
	{ "O'Neil-Smith", "o'neil-smith" },
	{ "Jane\xe2\x80\x8b Example", "jane example" },
	{ "", NULL },
	{ " \t ", NULL },
	{ "\xff" "Jane", NULL },
};

int
main(void)
{
	static char memory[1 << 16], longest[5000];
	struct arena arena;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		arena_init(&arena, memory, sizeof(memory));
		CHECK_CASE(names[i].text);
		CHECK_TEXT(fold_name(&arena, names[i].text), names[i].want);
	}
	CHECK_CASE(NULL);
	memset(longest, 'a', sizeof(longest) - 1);
	CHECK_TEXT(fold_name(&arena, longest), NULL);
	return check_failed();
}
