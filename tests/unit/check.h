/* check: the three questions a unit test asks; silent when right. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* In a table's loop CHECK_CASE(input) says which case a failure is of. */
static int check_count;
static const char *check_case;

/* What main returns in the end. */
static inline int check_failed(void)
{
	return check_count > 0;
}

/* Quoted, with every byte but printable ASCII as \xHH */
static inline void check_show(const char *text)
{
	fputc('"', stderr);
	for (const char *at = text ? text : "(NULL)"; *at; at++)
		fprintf(stderr, *at >= ' ' && *at <= '~' ? "%c" : "\\x%02x",
		    (unsigned char)*at);
	fputc('"', stderr);
}

static inline void check_say(const char *file, int line)
{
	check_count++;
	fprintf(stderr, "%s:%d: ", file, line);
	if (check_case) {
		check_show(check_case);
		fputs(": ", stderr);
	}
}

static inline void check_true(const char *file, int line, bool right,
    const char *condition)
{
	if (!right) {
		check_say(file, line);
		fprintf(stderr, "got false, want %s\n", condition);
	}
}

static inline void check_int(const char *file, int line, int64_t got,
    int64_t want)
{
	if (got == want)
		return;
	check_say(file, line);
	fprintf(stderr, "got %lld, want %lld\n", (long long)got,
	    (long long)want);
}

static inline void check_text(const char *file, int line, const char *got,
    const char *want)
{
	if (got == want || (got && want && strcmp(got, want) == 0))
		return;
	check_say(file, line);
	fputs("got ", stderr);
	check_show(got);
	fputs(", want ", stderr);
	check_show(want);
	fputc('\n', stderr);
}

#define CHECK_CASE(name) (check_case = (name))
#define CHECK(cond) check_true(__FILE__, __LINE__, (cond), #cond)
#define CHECK_INT(got, want) \
	check_int(__FILE__, __LINE__, (int64_t)(got), (int64_t)(want))
#define CHECK_TEXT(got, want) check_text(__FILE__, __LINE__, (got), (want))

#endif
