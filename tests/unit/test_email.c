#include "arena.h"
#include "check.h"
#include "email.h"

#define TEN "abcdefghij"
#define SIXTY TEN TEN TEN TEN TEN TEN

static const struct {
	const char *text, *want;	/* NULL: not an address */
} emails[] = {
	{ "anna@shop.example", "anna@shop.example" },
	{ " Anna.Maria+web@Shop.EXAMPLE\r\n", "anna.maria+web@shop.example" },
	{ "Anna Muster <Anna@Shop.example>", "anna@shop.example" },
	{ "\"Muster, Anna\" <anna@shop.example>", "anna@shop.example" },
	{ "<anna@shop.example>", "anna@shop.example" },
	{ "mailto:anna@shop.example", "anna@shop.example" },
	{ "MAILTO:anna@shop.example?subject=Hi", "anna@shop.example" },
	{ "Anna <mailto:anna@shop.example>", "anna@shop.example" },
	{ "a!#$%&*+-/=?^_`{|}~z@shop.example",
	    "a!#$%&*+-/=?^_`{|}~z@shop.example" },
	{ "1@2.example", "1@2.example" },
	{ "a@b.c", "a@b.c" },
	{ "a@xn--bcher-kva.example", "a@xn--bcher-kva.example" },
	{ "a@b\xC3\xBC" "cher.example", "a@b\xC3\xBC" "cher.example" },
	{ SIXTY "abcd@shop.example", SIXTY "abcd@shop.example" },
	{ "", NULL },
	{ " ", NULL },
	{ "anna", NULL },
	{ "@", NULL },
	{ "@shop.example", NULL },
	{ "anna@", NULL },
	{ "anna@localhost", NULL },
	{ "anna@shop.example.", NULL },
	{ "anna@.example", NULL },
	{ "anna@shop..example", NULL },
	{ "anna@-shop.example", NULL },
	{ "anna@shop-.example", NULL },
	{ "anna@shop_x.example", NULL },
	{ "anna@sh op.example", NULL },
	{ "anna@shop.example:25", NULL },
	{ "anna@192.0.2.1", NULL },
	{ "anna@[192.0.2.1]", NULL },
	{ "anna@@shop.example", NULL },
	{ "anna@x@shop.example", NULL },
	{ ".anna@shop.example", NULL },
	{ "anna.@shop.example", NULL },
	{ "an..na@shop.example", NULL },
	{ "an na@shop.example", NULL },
	{ "\"a b\"@shop.example", NULL },
	{ "o'brien@shop.example", "o'brien@shop.example" },
	{ "an,na@shop.example", NULL },
	{ "an;na@shop.example", NULL },
	{ "an\\na@shop.example", NULL },
	{ "an(x)na@shop.example", NULL },
	{ "a@b.example, c@d.example", NULL },
	{ "a@b.example\r\nBcc: c@d.example", NULL },
	{ "a@b.example\nBcc:", NULL },
	{ "a@b.example%0d%0aBcc:", NULL },
	{ "\xC3\xA4nna@shop.example", NULL },
	{ "anna\xE2\x80\x8B@shop.example", NULL },
	{ "anna@shop.example\xE2\x80\x8B", NULL },
	{ "anna@shop\xE2\x80\xAE.example", NULL },
	{ "Anna <anna@shop.example", NULL },
	{ "anna@shop.example>", NULL },
	{ "<>", NULL },
	{ "> <", NULL },
	{ "mailto:", NULL },
	{ "'); DROP TABLE hits;--", NULL },
	{ SIXTY "abcde@shop.example", NULL },		/* 65 before the @ */
	{ "a@" SIXTY "abcd.example", NULL },		/* a label of 64 */
};

static void test_emails(void)
{
	char memory[2048];
	struct arena arena;

	for (size_t i = 0; i < sizeof(emails) / sizeof(emails[0]); i++) {
		CHECK_CASE(emails[i].text);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_TEXT(email_normal(&arena, emails[i].text),
		    emails[i].want);
	}
	CHECK_CASE(NULL);
}

/* 254 bytes are an address, 255 are not (RFC 5321 erratum 1690) */
static void test_longest(void)
{
	static const char longest[] = "abcdefgh@" SIXTY "." SIXTY "." SIXTY
	    "." SIXTY ".z";
	char memory[2048], text[300];
	struct arena arena;

	snprintf(text, sizeof(text), "%s", longest);
	CHECK_INT(strlen(text), 254);
	arena_init(&arena, memory, sizeof(memory));
	CHECK_TEXT(email_normal(&arena, text), text);
	snprintf(text, sizeof(text), "%sz", longest);
	CHECK_TEXT(email_normal(&arena, text), NULL);
	arena_init(&arena, memory, 8);
	CHECK_TEXT(email_normal(&arena, "anna@shop.example"), NULL);
}

int main(void)
{
	test_emails();
	test_longest();
	return check_failed();
}
