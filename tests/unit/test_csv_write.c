#include "csv.h"
#include "check.h"
#include "str.h"

/* A field, and how it is written (RFC 4180 2; OWASP, "CSV Injection"). */
static const struct {
	const char *text, *written;
} cases[] = {
	{ NULL, "" }, { "", "" }, { "plain", "plain" }, { "0", "0" },
	{ "a b", "a b" }, { "a,b", "\"a,b\"" }, { "a\"b", "\"a\"\"b\"" },
	{ "a\nb", "\"a\nb\"" }, { "a\r\nb", "\"a\r\nb\"" },
	{ "\"", "\"\"\"\"" }, { "=1+1", "'=1+1" }, { "+49", "'+49" },
	{ "-1", "'-1" }, { "@SUM(A1)", "'@SUM(A1)" }, { "\tx", "'\tx" },
	{ "\rx", "\"'\rx\"" }, { "=a,\"b\"", "\"'=a,\"\"b\"\"\"" },
	{ "a=1", "a=1" }, { "'x", "'x" },
};

static void
check_row(void)
{
	char room[64];
	struct str out;

	CHECK_CASE("a row");
	str_init(&out, room, sizeof(room));
	csv_add(&out, true, "a");
	csv_add(&out, false, NULL);
	csv_add(&out, false, "b,c");
	csv_end(&out);
	CHECK_TEXT(out.data, "a,,\"b,c\"\r\n");
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char room[64];
		struct str out;

		CHECK_CASE(cases[i].written);
		str_init(&out, room, sizeof(room));
		csv_add(&out, true, cases[i].text);
		CHECK_TEXT(out.data, cases[i].written);
	}
	check_row();
	return check_failed();
}
