#include "csv.h"

#include "check.h"

/*
 * A text, and what is read of it: fields parted by "|", rows by "/"; what is
 * refused ends it as "line: problem".
 */
static const struct {
	const char *text, *read;
} cases[] = {
	{ "", "" },
	{ "\n\r\n", "" },
	{ "a,b\n", "a|b/" },
	{ "a,b", "a|b/" },
	{ "a,b\r\nc,d\r\n", "a|b/c|d/" },
	{ "\xef\xbb\xbf" "a,b\n", "a|b/" },
	{ "\xef\xbb\xbf" "\"a\",b\n", "a|b/" },
	{ "a\n\n\nb\n", "a/b/" },
	{ "a,\n", "a|/" },
	{ ",", "|/" },
	{ ",b\n", "|b/" },
	{ " a , b \n", " a | b /" },
	{ "\"\"\n", "/" },
	{ "\"a,b\",\"c\"\"d\"\n", "a,b|c\"d/" },
	{ "\"a\r\nb\",c\r\nd", "a\r\nb|c/d/" },
	{ "\"\"\"\",\"\"", "\"|/" },
	{ "\"a\"", "a/" },
	{ "\xc3\xa9,\xf0\x9f\x92\xa1\n", "\xc3\xa9|\xf0\x9f\x92\xa1/" },
	{ "a\n\"b\nc\",d\ne\"\n", "a/b\nc|d/4: has a quote inside of a text"
	    " that does not begin with one" },
	{ "a\r\n\r\nb\"\r\n", "a/3: has a quote inside of a text that does"
	    " not begin with one" },
	{ "a\n\nb,\"c", "a/3: opens a quote that nothing closes" },
	{ "\"", "1: opens a quote that nothing closes" },
	{ "\"a\"\"", "1: opens a quote that nothing closes" },
	{ "\"a\"b\n", "1: has text behind a closing quote" },
	{ "\"a\" ,b\n", "1: has text behind a closing quote" },
	{ "a\rb\n", "1: has a carriage return alone" },
	{ "a\r", "1: has a carriage return alone" },
	{ "a,b,c,d\n", "1: has too many columns" },
	{ "a\nb\xe9\n", "a/2: is not UTF-8 text" },
};

static void
read_all(char *text, size_t size, char *out, size_t room)
{
	const char *fields[3];
	enum csv_found found;
	struct csv csv;
	size_t count;

	*out = '\0';
	csv_open(&csv, text, size);
	while ((found = csv_row(&csv, fields, 3, &count)) == CSV_ROW) {
		for (size_t i = 0; i < count; i++) {
			strncat(out, i == 0 ? "" : "|", room);
			strncat(out, fields[i], room);
		}
		strncat(out, "/", room);
	}
	if (found == CSV_BAD)
		snprintf(out + strlen(out), room - strlen(out), "%d: %s",
		    csv.line, csv.problem);
}

static void
test_cases(void)
{
	char text[64], read[256];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_CASE(cases[i].text);
		snprintf(text, sizeof(text), "%s", cases[i].text);
		read_all(text, strlen(text), read, sizeof(read));
		CHECK_TEXT(read, cases[i].read);
	}
	CHECK_CASE(NULL);
}

/* What stands behind the size is not read, a zero byte is not the end. */
static void
test_bounds(void)
{
	char behind[] = "a,b\nc", quote[] = "\"a\"\"b\"";
	char zero[] = "a\0b,c\nd", quoted[] = "\"a\0b\"";
	char read[256];

	read_all(behind, 3, read, sizeof(read));
	CHECK_TEXT(read, "a|b/");
	read_all(quote, 3, read, sizeof(read));
	CHECK_TEXT(read, "a/");
	read_all(zero, sizeof(zero) - 1, read, sizeof(read));
	CHECK_TEXT(read, "1: holds a zero byte");
	read_all(quoted, sizeof(quoted) - 1, read, sizeof(read));
	CHECK_TEXT(read, "1: holds a zero byte");
}

int
main(void)
{
	test_cases();
	test_bounds();
	return check_failed();
}
