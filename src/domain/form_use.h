/* form_use: what a form is to us, what it is known by, and what is kept. */
#ifndef FORM_USE_H
#define FORM_USE_H

#include <stdbool.h>

struct arena;
struct contact;
struct form;
struct str;

/*
 * A log-in (a password and no name: with a name it is a sign-up), a payment,
 * or a search: it brings no lead by itself (DESIGN 10).
 */
bool form_is_errand(const struct form *form, const struct contact *contact);

/* What the form is known by: its id, its name, or the path of its page. */
const char *form_key(struct arena *arena, const struct form *form,
    const char *page);

/*
 * The fields as the JSON list that is stored; `names` (blank-separated) are
 * those to keep, "" = all.
 */
void form_print(const struct form *form, const char *names,
    struct str *out);

#endif
