#include "csv.h"

#include <stdbool.h>
#include <string.h>

#include "utf8.h"

void
csv_open(struct csv *csv, char *text, size_t size)
{
	static const char mark[] = "\xef\xbb\xbf";
	const bool marked = size >= 3 && memcmp(text, mark, 3) == 0;

	*csv = (struct csv){ .at = text + (marked ? 3 : 0),
		.end = text + size, .next_line = 1 };
	*csv->end = '\0';
}

static bool
refuse(struct csv *csv, const char *problem)
{
	csv->problem = problem;
	return false;
}

/* CRLF, LF or the end of the text. */
static bool
at_line_end(const struct csv *csv)
{
	return csv->at == csv->end || csv->at[0] == '\n' ||
	    (csv->at[0] == '\r' && csv->at[1] == '\n');
}

static void
skip_line_end(struct csv *csv)
{
	if (csv->at == csv->end)
		return;
	csv->at += csv->at[0] == '\r' ? 2 : 1;
	csv->next_line++;
}

/* escaped = DQUOTE *(TEXTDATA / COMMA / CR / LF / 2DQUOTE) DQUOTE */
static bool
read_quoted(struct csv *csv, char **end)
{
	char *to = csv->at;

	for (csv->at++; csv->at < csv->end; csv->at++) {
		if (csv->at[0] == '\n')
			csv->next_line++;
		if (csv->at[0] == '"' && *++csv->at != '"') {
			*end = to;
			return *csv->at == ',' || at_line_end(csv) ||
			    refuse(csv, "has text behind a closing quote");
		}
		*to++ = *csv->at;
	}
	return refuse(csv, "opens a quote that nothing closes");
}

static bool
read_plain(struct csv *csv, char **end)
{
	while (*csv->at != ',' && !at_line_end(csv)) {
		if (*csv->at == '"')
			return refuse(csv, "has a quote inside of a text"
			    " that does not begin with one");
		if (*csv->at == '\r')
			return refuse(csv, "has a carriage return alone");
		csv->at++;
	}
	*end = csv->at;
	return true;
}

/* A field, terminated only now: its end may be what is looked at next. */
static bool
read_field(struct csv *csv, const char **field, bool *last)
{
	char *const begin = csv->at;
	char *end = begin;

	*field = begin;
	if (!(*begin == '"' ? read_quoted(csv, &end) : read_plain(csv, &end)))
		return false;
	*last = *csv->at != ',';
	if (*last)
		skip_line_end(csv);
	else
		csv->at++;
	*end = '\0';
	if (memchr(begin, '\0', (size_t)(end - begin)) != NULL)
		return refuse(csv, "holds a zero byte");
	return utf8_valid(begin, (size_t)(end - begin)) ||
	    refuse(csv, "is not UTF-8 text");
}

enum csv_found
csv_row(struct csv *csv, const char **fields, size_t most, size_t *count)
{
	bool last = false;

	while (csv->at < csv->end && at_line_end(csv))
		skip_line_end(csv);
	if (csv->at == csv->end)
		return CSV_END;
	csv->line = csv->next_line;
	for (*count = 0; !last; (*count)++) {
		if (*count == most) {
			(void)refuse(csv, "has too many columns");
			return CSV_BAD;
		}
		if (!read_field(csv, &fields[*count], &last))
			return CSV_BAD;
	}
	return CSV_ROW;
}
