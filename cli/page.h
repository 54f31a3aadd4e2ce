/* page: text for people, on a terminal of 80 columns. */
#ifndef PAGE_H
#define PAGE_H

enum { PAGE_WIDTH = 80 };

/* Columns a text takes: one a code point. */
int page_width(const char *text);

/*
 * Text in `width` columns, blanks after it, "~" at the end of what does not
 * fit; a negative width puts the blanks before it.  0 = as it is.  Control
 * characters of strangers never reach the terminal.
 */
void page_cell(const char *text, int width);

/* Words in lines of PAGE_WIDTH, each `indent` columns in but the first. */
void page_wrap(const char *text, int indent);

/* "NAME      text", the text wrapped below itself; nothing if NULL or "". */
void page_field(const char *name, const char *text);

/* An empty line, then the words of a heading. */
void page_heading(const char *text);

#endif
