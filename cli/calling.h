/* calling: how a command that calls a CRM begins and ends. */
#ifndef CALLING_H
#define CALLING_H

#include "errand.h"

struct order;

/*
 * Opens database (unless it is open), account and connection: EX_OK, or an
 * exit code after one sentence.  `editor` is filled in and has to live as long
 * as the errand; errand_close in any case.
 */
int calling_open(struct order *order, struct editor *editor,
    struct errand *errand, const char *account);

/* The same without the account: errand_open is left to do. */
int calling_begin(struct order *order, struct editor *editor,
    struct errand *errand);

/* The exit code of what it came to; says the sentence if not EX_OK. */
int calling_ended(struct order *order, enum errand_end end);

#endif
