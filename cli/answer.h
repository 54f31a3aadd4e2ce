/* answer: what --json prints, one object or a list of them. */
#ifndef ANSWER_H
#define ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

struct arena;

/* The memory of one answer; one that does not fit is an error. */
enum { ANSWER_ROOM = 256 * 1024 };

/* An answer in the arena; false = the arena is spent. */
bool answer_begin(struct str *out, struct arena *arena);

/* Prints it with a line end; an exit code. */
int answer_end(const struct str *out);

/* A moment as RFC 3339 text, null for 0. */
void answer_time(struct str *out, const char *name, int64_t ms);

#endif
