/* signup: a page's address that signs somebody up to the newsletter. */
#ifndef SIGNUP_H
#define SIGNUP_H

#include <stdbool.h>

#include "form.h"

struct arena;

/* Its parameters as if a form had been filled in with them. */
struct signup {
	struct form form;
	struct contact contact;		/* its e-mail is there */
};

/*
 * The address carries the parameter `param` with a yes (newsletter.h), and
 * one that a form's field for the e-mail could have, with an address in it.
 * No parameter: false.
 */
bool signup_read(struct arena *arena, const char *param, const char *url,
    struct signup *out);

#endif
