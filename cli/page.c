#include "page.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Blanks, without asking printf for "%*s" of nothing. */
static void
blanks(int count)
{
	for (; count > 0; count--)
		putchar(' ');
}

/* Bytes of the code point at `text`; 1 for what is none. */
static int
point_size(const char *text)
{
	int size = 1;

	while (((unsigned char)text[size] & 0xc0) == 0x80)
		size++;
	return size;
}

/* C0, DEL and C1 (U+0080-U+009F): they steer terminals. */
static bool
is_control(const char *text)
{
	const unsigned char first = (unsigned char)text[0];

	return first < 0x20 || first == 0x7f || (first == 0xc2 &&
	    (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] < 0xa0);
}

int
page_width(const char *text)
{
	int width = 0;

	for (; *text != '\0'; text += point_size(text))
		width++;
	return width;
}

/* U+202A-202E and U+2066-2069 (Unicode annex 9): they turn text around. */
static bool
is_turn(const char *text)
{
	return (strncmp(text, "\xe2\x80", 2) == 0 &&
	    (unsigned char)text[2] >= 0xaa && (unsigned char)text[2] <= 0xae) ||
	    (strncmp(text, "\xe2\x81", 2) == 0 &&
	    (unsigned char)text[2] >= 0xa6 && (unsigned char)text[2] <= 0xa9);
}

/* The first `count` code points. */
static void
put(const char *text, int count)
{
	for (; *text != '\0' && count > 0; count--) {
		const int size = point_size(text);
		if (is_control(text) || is_turn(text))
			putchar(' ');
		else
			fwrite(text, 1, (size_t)size, stdout);
		text += size;
	}
}

void
page_cell(const char *text, int width)
{
	const int room = width < 0 ? -width : width;
	const int taken = page_width(text);

	if (room == 0 || taken == room) {
		put(text, taken);
		return;
	}
	if (taken > room) {
		put(text, room - 1);
		putchar('~');
		return;
	}
	if (width < 0)
		blanks(room - taken);
	put(text, taken);
	if (width > 0)
		blanks(room - taken);
}

void
page_wrap(const char *text, int indent)
{
	int column = indent;

	while (*text != '\0') {
		const size_t size = strcspn(text, " \n");
		int width = 0;
		for (size_t at = 0; at < size;
		    at += (size_t)point_size(text + at))
			width++;
		if (column > indent && column + 1 + width > PAGE_WIDTH) {
			putchar('\n');
			blanks(indent);
			column = indent;
		} else if (column > indent) {
			putchar(' ');
			column++;
		}
		put(text, width);
		column += width;
		text += size;
		if (*text == '\n') {
			putchar('\n');
			blanks(indent);
			column = indent;
		}
		text += strspn(text, " \n");
	}
	putchar('\n');
}

void
page_field(const char *name, const char *text)
{
	enum { INDENT = 10 };

	if (text == NULL || text[0] == '\0')
		return;
	page_cell(name, INDENT);
	page_wrap(text, INDENT);
}

void
page_heading(const char *text)
{
	printf("\n%s\n", text);
}
