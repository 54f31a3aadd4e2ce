/* csv: a table as text, row by row, by RFC 4180. */
#ifndef CSV_H
#define CSV_H

#include <stdbool.h>
#include <stddef.h>

struct str;

/* One reading; `line` and `problem` are of the row read last. */
struct csv {
	char *at, *end;
	int next_line;
	int line;		/* where the row begins, from 1 */
	const char *problem;	/* half a sentence: "holds a zero byte" */
};

enum csv_found { CSV_ROW, CSV_END, CSV_BAD };

/*
 * The text is taken apart in place: text[size] must be ours to write.  A
 * byte order mark before it is left out.
 */
void csv_open(struct csv *csv, char *text, size_t size);

/*
 * The next row that is no empty line: its fields without their quotes (RFC
 * 4180 2), each NUL-terminated.  A line ends with CRLF or LF.  CSV_BAD: it
 * breaks the rules, has more than `most` fields, or is no UTF-8; what follows
 * must not be read.
 */
enum csv_found csv_row(struct csv *csv, const char **fields, size_t most,
    size_t *count);

/*
 * Writing: a field, quoted where it must be, behind a comma unless it is the
 * row's first; NULL is an empty one.  What a spreadsheet would take for a
 * formula gets a "'" before it.  csv_end ends the row.
 */
void csv_add(struct str *out, bool first, const char *text);
void csv_end(struct str *out);

#endif
