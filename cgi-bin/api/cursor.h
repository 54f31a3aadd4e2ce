/* cursor: where a page ended, as text that the next call hands back. */
#ifndef CURSOR_H
#define CURSOR_H

#include <stdbool.h>
#include <stdint.h>

struct inquiry;
struct str;

struct cursor {
	int64_t moment, id;		/* 0, 0 = at the beginning */
};

/* The parameter of that name; all 0 without it; false after 400. */
bool cursor_read(struct inquiry *inquiry, const char *name,
    struct cursor *out);

/* The member `next`: null when there are no more. */
void cursor_say(struct str *out, const struct cursor *next, bool more);

#endif
