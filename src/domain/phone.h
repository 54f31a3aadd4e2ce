/* phone: telephone numbers, compared by their digits. */
#ifndef PHONE_H
#define PHONE_H

#include <stdbool.h>

enum { PHONE_DIGITS = 20 };

/*
 * The last digits that a national and an international spelling have in
 * common, nine at most: what to look for.  False with fewer than seven.
 */
bool phone_term(const char *text, char out[PHONE_DIGITS]);

/* One ends with all digits of the other but its leading noughts. */
bool phone_same(const char *a, const char *b);

#endif
