#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "check.h"
#include "log.h"

enum { LONGEST = 1000 };

/* A text and how its line ends */
static const struct {
	const char *text, *end;
} lines[] = {
	{ "sent", ": info: sent\n" },
	{ "", ": info: \n" },
	{ "%s%n%x", ": info: %s%n%x\n" },
	{ "a\nb\r\tc", ": info: a\\x0ab\\x0d\\x09c\n" },
	{ "\x1B[2J\x7F", ": info: \\x1b[2J\\x7f\n" },
	{ "\xC2\x9B", ": info: \\xc2\\x9b\n" },
};

static int saved;	/* the real stderr, where CHECK speaks */

/* What was logged by `log_info(text)`: exactly one write */
static void logged(const char *text, char *out, size_t room)
{
	int ends[2];

	if (pipe2(ends, O_DIRECT | O_NONBLOCK) != 0)
		return;
	dup2(ends[1], STDERR_FILENO);
	log_info("%s", text);
	dup2(saved, STDERR_FILENO);
	close(ends[1]);
	/* in packet mode one read brings one write */
	const ssize_t size = read(ends[0], out, room - 1);
	out[size > 0 ? size : 0] = '\0';
	char rest;
	CHECK_INT(read(ends[0], &rest, 1), 0);
	close(ends[0]);
}

static void test_lines(void)
{
	char got[2 * LONGEST];

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		CHECK_CASE(lines[i].text);
		logged(lines[i].text, got, sizeof(got));
		const char *const end = strstr(got, ": info: ");
		CHECK_TEXT(end, lines[i].end);
	}
	CHECK_CASE(NULL);
}

static void test_heading(void)
{
	static const char shape[] = "0000-00-00T00:00:00.000Z ";
	char got[2 * LONGEST], want[64];

	logged("x", got, sizeof(got));
	for (size_t i = 0; shape[i]; i++) {
		if (shape[i] == '0')
			CHECK(got[i] >= '0' && got[i] <= '9');
		else
			CHECK_INT(got[i], shape[i]);
	}
	snprintf(want, sizeof(want), "%s[%ld]: info: x\n",
	    program_invocation_short_name, (long)getpid());
	CHECK_TEXT(got + sizeof(shape) - 1, want);
}

static void test_cut(void)
{
	char text[2 * LONGEST], got[2 * LONGEST];

	memset(text, 'y', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	logged(text, got, sizeof(got));
	CHECK_INT(strlen(got), LONGEST);
	CHECK_TEXT(got + LONGEST - 2, "y\n");
	memset(text, '\n', sizeof(text) - 1);
	logged(text, got, sizeof(got));
	CHECK(strlen(got) <= LONGEST && strlen(got) > LONGEST - 4);
	CHECK_TEXT(got + strlen(got) - 5, "\\x0a\n");
}

/* A full disk is no reason to change what the caller was about to ask */
static void test_errno(void)
{
	const int full = open("/dev/full", O_WRONLY);

	dup2(full, STDERR_FILENO);
	errno = EDOM;
	log_error("lost");
	const int after = errno;
	dup2(saved, STDERR_FILENO);
	close(full);
	CHECK_INT(after, EDOM);
}

int main(void)
{
	saved = dup(STDERR_FILENO);
	test_lines();
	test_heading();
	test_cut();
	test_errno();
	return check_failed();
}
