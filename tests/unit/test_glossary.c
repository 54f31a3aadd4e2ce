/* Texts by numbers and back. */
#include "bounds.h"
#include "check.h"
#include "glossary.h"
#include "hash.h"

static void
test_numbers(struct glossary *glossary)
{
	int64_t first, second, again, none;

	CHECK(glossary_number(glossary, "Chrome", &first));
	CHECK(glossary_number(glossary, "chrome", &second));
	CHECK(glossary_number(glossary, "Chrome", &again));
	CHECK(glossary_number(glossary, NULL, &none));
	CHECK_INT(first, 1);
	CHECK_INT(second, 2);
	CHECK_INT(again, first);
	CHECK_INT(none, 0);
	CHECK_TEXT(glossary_text(glossary, first), "Chrome");
	CHECK_TEXT(glossary_text(glossary, second), "chrome");
	CHECK_TEXT(glossary_text(glossary, 0), NULL);
}

/* It says no when it is full, and still knows what it has. */
static void
test_full(struct glossary *glossary)
{
	char text[64];
	int64_t number, i = 2;

	do
		snprintf(text, sizeof(text), "form %lld", (long long)i);
	while (glossary_number(glossary, text, &number) && ++i < 99999);
	CHECK_INT(i, GLOSSARY_TEXTS);
	CHECK(glossary_number(glossary, "form 7", &number));
	CHECK_TEXT(glossary_text(glossary, number), "form 7");
}

int
main(void)
{
	struct glossary *glossary;

	if (!hash_open())
		return 1;
	glossary = glossary_open();
	CHECK(glossary != NULL);
	if (glossary == NULL)
		return check_failed();
	test_numbers(glossary);
	test_full(glossary);
	glossary_close(glossary);
	return check_failed();
}
