/* ask: a question to whoever sits at the terminal. */
#ifndef ASK_H
#define ASK_H

#include <stdbool.h>

struct order;

/*
 * True with --yes, or when somebody at a terminal answers so; the question
 * ends in "?".  Without a terminal it is no, and said so.
 */
bool ask_yes(const struct order *order, const char *question);

/* Whether there is somebody to ask. */
bool ask_can(void);

#endif
