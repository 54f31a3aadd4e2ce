/* Which telephone numbers are one. */
#include "check.h"
#include "phone.h"

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
	{ "+49 170 1234567", "0170 / 123 45 67", true },
	{ "0049 170 1234567", "+49 (0)170 1234567", true },
	{ "0170 1234567", "+49 (0)170 1234567", true },
	{ "00491701234567", "+49-170-1234567", true },
	{ "1234567", "1234567", true },
	{ "0301234567", "1234567", true },
	{ "123456", "123456", false },
	{ "+49 170 1234567", "+49 170 1234568", false },
	{ "+49 170 1234567", "01701234567890", false },
	{ "", "", false },
	{ "none", "+49 170 1234567", false },
	{ "12345678901234567890123", "12345678901234567890123", true },
};

static const struct {
	const char *text, *term;
} terms[] = {
	{ "+49 170 1234567", "701234567" },
	{ "0170 1234567", "701234567" },
	{ "030 1234567", "301234567" },
	{ "1234567", "1234567" },
	{ "123456", NULL },
	{ "", NULL },
};

int
main(void)
{
	char term[PHONE_DIGITS];

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		CHECK_CASE(pairs[i].a);
		CHECK_INT(phone_same(pairs[i].a, pairs[i].b), pairs[i].same);
		CHECK_INT(phone_same(pairs[i].b, pairs[i].a), pairs[i].same);
	}
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		CHECK_CASE(terms[i].text);
		CHECK_TEXT(phone_term(terms[i].text, term) ? term : NULL,
		    terms[i].term);
	}
	return check_failed();
}
