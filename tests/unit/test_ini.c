#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "ini.h"
#include "str.h"

#define FIFTY "12345678901234567890123456789012345678901234567890"

/* What a file's lines come to, and what is wrong behind "FILE:" */
static const struct {
	const char *file, *want, *problem;	/* NULL: nothing wrong */
} files[] = {
	{ "", "", NULL },
	{ "a = 1\n", "[]a=1;", NULL },
	{ "a=1", "[]a=1;", NULL },
	{ "[s]\na = 1\nb = 2\n[t]\na = 3\n", "[s]a=1;[s]b=2;[t]a=3;", NULL },
	{ "; note\n# note\n\n  \na = 1\n", "[]a=1;", NULL },
	{ "a = 1\r\n[s]\r\nb = x y\r\n", "[]a=1;[s]b=x y;", NULL },
	{ "\xEF\xBB\xBF" "a = 1\n", "[]a=1;", NULL },
	{ "a = 1\n  b = 2\n\tc = 3\n", "[]a=1;[]b=2;[]c=3;", NULL },
	{ "a =\n", "[]a=;", NULL },
	{ "a = b = c\n", "[]a=b = c;", NULL },
	{ "a = 1 ; note\n", "[]a=1;", NULL },
	{ "a = %s%n\n", "[]a=%s%n;", NULL },
	{ "bad = 1\n", "", "1: refused here" },
	{ "a = 1\n\n# note\nbad = 1\nbad = 2\n", "[]a=1;", "4: refused here" },
	{ "a = 1\nnonsense\n", "[]a=1;",
	    "2: is neither \"[section]\" nor \"name = value\"" },
	{ "nonsense\nbad = 1\n", NULL,
	    "1: is neither \"[section]\" nor \"name = value\"" },
	{ "bad = 1\nnonsense\n", NULL, "1: refused here" },
	{ "[open\na = 1\n", NULL,
	    "1: is neither \"[section]\" nor \"name = value\"" },
	{ "a = 1\nb = " FIFTY FIFTY FIFTY FIFTY "\nbad = 1\n", "[]a=1;",
	    "2: is too long" },
};

static const char *take(void *context, const char *section, const char *name,
    const char *value)
{
	if (strcmp(name, "bad") == 0)
		return "refused here";
	str_addf(context, "[%s]%s=%s;", section, name, value);
	return NULL;
}

static void write_file(const char *path, const char *text, size_t size)
{
	FILE *const file = fopen(path, "w");

	if (!file)
		return;
	CHECK_INT(fwrite(text, 1, size, file), size);
	fclose(file);
}

static void test_files(const char *path)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char memory[256], problem[256];
		struct str got;

		CHECK_CASE(files[i].file);
		str_init(&got, memory, sizeof(memory));
		write_file(path, files[i].file, strlen(files[i].file));
		CHECK_INT(ini_read(path, take, &got, problem,
		    sizeof(problem)), !files[i].problem);
		if (files[i].want)
			CHECK_TEXT(got.data, files[i].want);
		if (!files[i].problem)
			continue;
		CHECK(str_starts(problem, path));
		CHECK_TEXT(problem + strlen(path) + 1, files[i].problem);
	}
	CHECK_CASE(NULL);
}

static void test_unreadable(const char *path)
{
	char memory[256], problem[256], tiny[4];
	struct str got;

	str_init(&got, memory, sizeof(memory));
	write_file(path, "a = 1\nb\0 = 2\n", 13);
	CHECK(!ini_read(path, take, &got, problem, sizeof(problem)));
	CHECK_TEXT(got.data, "[]a=1;");
	CHECK(str_ends(problem, ":2: holds a zero byte"));
	CHECK(!ini_read("/nowhere/at.all", take, NULL, problem,
	    sizeof(problem)));
	CHECK_TEXT(problem, "/nowhere/at.all: No such file or directory");
	CHECK(!ini_read("/", take, NULL, problem, sizeof(problem)));
	CHECK_TEXT(problem, "/: Is a directory");
	CHECK(!ini_read("/nowhere", take, NULL, tiny, sizeof(tiny)));
	CHECK_TEXT(tiny, "");
}

int main(void)
{
	char path[] = "/tmp/leadpixel-ini-XXXXXX";
	const int made = mkstemp(path);

	CHECK(made >= 0);
	close(made);
	test_files(path);
	test_unreadable(path);
	unlink(path);
	return check_failed();
}
