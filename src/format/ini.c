#include "ini.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <ini.h>

#include "str.h"

/* One reading of a file, as its two callbacks see it */
struct reading {
	FILE *file;
	const char *path;
	ini_line *line;
	void *context;
	struct str problem;
	int number;		/* of the line read last, from 1 */
	bool refused;
};

static void
refuse(struct reading *reading, const char *reason)
{
	/* the first reason counts, what follows may stem from it */
	if (!reading->refused)
		str_addf(&reading->problem, "%s:%d: %s", reading->path,
		    reading->number, reason);
	reading->refused = true;
}

/*
 * libinih asks for one line at a time.  Leading blanks are left out, for it
 * would join an indented "name = value" to the line before.
 */
static char *
read_line(char *line, int room, void *stream)
{
	struct reading *const reading = stream;
	int size = 0, c = EOF;

	if (reading->refused)
		return NULL;
	reading->number++;
	while ((c = getc(reading->file)) != EOF && c != '\n') {
		if (size == 0 && (c == ' ' || c == '\t'))
			continue;
		if (c == '\0')
			refuse(reading, "holds a zero byte");
		else if (size == room - 1)
			refuse(reading, "is too long");
		if (reading->refused)
			return NULL;
		line[size++] = (char)c;
	}
	line[size] = '\0';
	return c == EOF && size == 0 ? NULL : line;
}

static int
take_line(void *user, const char *section, const char *name,
    const char *value)
{
	struct reading *const reading = user;
	const char *const reason = reading->refused ? NULL
	    : reading->line(reading->context, section, name, value);

	if (reason)
		refuse(reading, reason);
	return !reading->refused;
}

/* What libinih itself could not make out comes before what we refused */
static void
refuse_malformed(struct reading *reading, int number)
{
	if (reading->refused && reading->number <= number)
		return;
	str_init(&reading->problem, reading->problem.data,
	    reading->problem.room);
	reading->refused = false;
	reading->number = number;
	refuse(reading, "is neither \"[section]\" nor \"name = value\"");
}

bool
ini_read(const char *path, ini_line *line, void *context, char *problem,
    size_t room)
{
	struct reading reading = {
		.path = path, .line = line, .context = context,
	};

	str_init(&reading.problem, problem, room);
	reading.file = fopen(path, "re");
	if (!reading.file) {
		str_addf(&reading.problem, "%s: %s", path, strerror(errno));
		return false;
	}
	const int malformed = ini_parse_stream(read_line, &reading, take_line,
	    &reading);
	if (ferror(reading.file)) {
		/* a directory opens, too, and fails only here */
		str_addf(&reading.problem, "%s: %s", path, strerror(errno));
		reading.refused = true;
	} else if (malformed != 0) {
		refuse_malformed(&reading, malformed);
	}
	fclose(reading.file);
	return !reading.refused;
}
