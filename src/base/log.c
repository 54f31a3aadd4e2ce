#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "str.h"

enum { LINE_MAX_BYTES = 1000 };

static void
add_heading(struct str *line, const char *level)
{
	struct timespec now;
	struct tm tm;
	char second[32];

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	strftime(second, sizeof(second), "%Y-%m-%dT%H:%M:%S", &tm);
	str_addf(line, "%s.%03ldZ %s[%ld]: %s: ", second,
	    now.tv_nsec / 1000000, program_invocation_short_name,
	    (long)getpid(), level);
}

/* Everything but printable ASCII: C1 controls steer a terminal, too */
static void
add_escaped(struct str *line, const char *text)
{
	for (; *text && !line->failed; text++) {
		if (*text >= ' ' && *text <= '~')
			str_add_char(line, *text);
		else
			str_addf(line, "\\x%02x", (unsigned char)*text);
	}
}

static void
__attribute__((format(printf, 2, 0)))
write_line(const char *level, const char *format, va_list list)
{
	char text[LINE_MAX_BYTES], memory[LINE_MAX_BYTES + 1];
	const int before = errno;
	struct str line;

	/* the caller's %m comes first, while errno is still the caller's */
	if (vsnprintf(text, sizeof(text), format, list) < 0)
		text[0] = '\0';
	/* one byte is kept back, so that a cut line still ends */
	str_init(&line, memory, LINE_MAX_BYTES);
	add_heading(&line, level);
	add_escaped(&line, text);
	line.data[line.size] = '\n';
	/* nobody is left to tell when stderr itself fails */
	const ssize_t written = write(STDERR_FILENO, line.data, line.size + 1);
	(void)written;
	errno = before;
}

void
log_error(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	write_line("error", format, list);
	va_end(list);
}

void
log_warn(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	write_line("warning", format, list);
	va_end(list);
}

void
log_info(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	write_line("info", format, list);
	va_end(list);
}
