/* token: a visitor's id, as cookies and messages carry it. */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>

#include "id.h"

/* "pxl_" and 32 digits, or the original's 16: zeros fill those up. */
bool token_parse(const char *text, struct id *out);

enum { TOKEN_TEXT = 40 };

/* The way back: 16 digits for an original's id, else 32. */
void token_print(const struct id *visitor, char out[TOKEN_TEXT]);

#endif
