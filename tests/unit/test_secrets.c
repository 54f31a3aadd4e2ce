#include "secrets.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char path[] = "/tmp/leadpixel-secrets.XXXXXX";

#define LONG "0123456789012345678901234567"

/* A file, and what is said of it after "FILE:"; NULL = it is taken. */
static const struct {
	const char *text, *said;
} cases[] = {
	{ "", NULL },
	{ "[acme]\ntoken = abc\n", NULL },
	{ "[acme]\ntoken = abc\n[newsletter Shop]\ntoken = def\n"
	    "[webhook Shop]\nsecret = 0123456789abcdef\n", NULL },
	{ "[newsletter Shop A]\ntoken = abc\n", NULL },
	{ "token = abc\n", "1: stands before the first [account]" },
	{ "[acme]\nsecret = 0123456789abcdef\n",
	    "2: is not \"token = ...\"" },
	{ "[newsletter Shop]\nsecret = 0123456789abcdef\n",
	    "2: is not \"token = ...\"" },
	{ "[webhook Shop]\ntoken = 0123456789abcdef\n",
	    "2: is not \"secret = ...\"" },
	{ "[webhook Shop]\nsecret = 0123456789abcde\n",
	    "2: a secret has 16 bytes or more" },
	{ "[webhook Shop]\nsecret = 0123456789 abcdef\n", "2: this cannot be"
	    " a secret: empty, too long, or with blanks in it" },
	{ "[newsletter Shop]\ntoken = a b\n", "2: this cannot be a token:"
	    " empty, too long, or with blanks in it" },
	{ "[newsletter Shop]\ntoken = a\ntoken = b\n",
	    "3: the section has one already" },
	{ "[newsletter 12345678901" LONG "]\ntoken = a\n",
	    "2: the section's name is too long; `leadpixel project show`"
	    " says how it is written" },
	/* libinih cuts it to as many bytes */
	{ "[newsletter 12345678901" LONG "9999]\ntoken = a\n",
	    "2: the section's name is too long; `leadpixel project show`"
	    " says how it is written" },
};

static bool
read_text(const char *text, struct secrets *secrets, char *problem,
    size_t room)
{
	FILE *const file = fopen(path, "w");

	CHECK(file != NULL);
	if (file == NULL)
		return false;
	fputs(text, file);
	fclose(file);
	return secrets_read(path, secrets, problem, room);
}

static void
test_files(struct secrets *secrets)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char problem[512] = "", want[512];

		CHECK_CASE(cases[i].text);
		CHECK(read_text(cases[i].text, secrets, problem,
		    sizeof(problem)) == (cases[i].said == NULL));
		if (cases[i].said == NULL)
			continue;
		snprintf(want, sizeof(want), "%s:%s", path, cases[i].said);
		CHECK_TEXT(problem, want);
	}
	CHECK_CASE(NULL);
}

static void
test_finding(struct secrets *secrets)
{
	char problem[512];

	CHECK(read_text("[acme]\ntoken = one\n[newsletter acme]\n"
	    "token = two\n[webhook acme]\nsecret = three-of-16-bytes\n"
	    "[newsletter #7]\ntoken = four\n", secrets, problem,
	    sizeof(problem)));
	CHECK_TEXT(secrets_token(secrets, "acme"), "one");
	CHECK_TEXT(secrets_of(secrets, TARGET_NEWSLETTER, 1, "acme"), "two");
	CHECK_TEXT(secrets_of(secrets, TARGET_WEBHOOK, 1, "acme"),
	    "three-of-16-bytes");
	CHECK_TEXT(secrets_of(secrets, TARGET_NEWSLETTER, 7, "Brides] & Co"),
	    "four");
	CHECK_TEXT(secrets_of(secrets, TARGET_NEWSLETTER, 7,
	    "12345678901" LONG), "four");
	CHECK_TEXT(secrets_of(secrets, TARGET_NEWSLETTER, 8, "#7"), NULL);
	CHECK_TEXT(secrets_of(secrets, TARGET_NEWSLETTER, 7, "Other"), NULL);
	CHECK_TEXT(secrets_of(secrets, TARGET_WEBHOOK, 7, "Other"), NULL);
}

static void
test_rights(struct secrets *secrets)
{
	char problem[512];

	CHECK_INT(chmod(path, 0640), 0);
	CHECK(!secrets_read(path, secrets, problem, sizeof(problem)));
	CHECK(strstr(problem, "others can read the tokens") != NULL);
	CHECK_INT(unlink(path), 0);
	CHECK(secrets_read(path, secrets, problem, sizeof(problem)));
	CHECK_INT(secrets->count, 0);
}

int
main(void)
{
	struct secrets secrets;
	const int file = mkstemp(path);

	CHECK(file >= 0);
	close(file);
	test_files(&secrets);
	test_finding(&secrets);
	test_rights(&secrets);
	return check_failed();
}
