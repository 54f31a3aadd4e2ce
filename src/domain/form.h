/* form: what a visitor filled in, and who that makes them. */
#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "role.h"

struct arena;
struct json;
struct str;

/* One field as the script saw it; NULL = not told. */
struct form_field {
	const char *name, *type, *autocomplete, *label, *value;
	const char *told;	/* what the page says it asks for */
	enum role role;		/* of one that was read */
	bool hidden;		/* filled in, yet not visible */
};

struct form {
	const char *id, *name, *method;
	struct form_field *fields;	/* NULL if count is 0 */
	size_t count;
	bool truncated;		/* the script or we left something out */
	bool password, payment;	/* it holds such fields, whose values stayed */
	int64_t filled_ms;	/* from first focus to submit, -1 = not told */
};

/* How to reach the person; normalised; NULL = not given. */
struct contact {
	const char *email, *phone, *first_name, *last_name, *company;
};

enum form_state { FORM_ATTEMPTED, FORM_FAILED, FORM_CONFIRMED };

/* "attempted", ...; parsing falls back to attempted. */
const char *form_state_name(enum form_state state);
enum form_state form_state_parse(const char *name);

/*
 * Reads form_data in all the shapes that arrive: our script's list of field
 * objects, the original's object of name and value, that object as a JSON
 * text, and that text once more (incident I29).  Passwords, card numbers and
 * what else P10 forbids are dropped here too, whatever the script did.
 * `data` NULL, empty or of another shape: no fields.
 */
void form_read(struct arena *arena, const struct json *data,
    struct form *form);

/*
 * `about`: what a page says of each field whose value stayed in the browser,
 * a list of texts; from it, whether there is a password, or a card.
 */
void form_withheld(const struct json *about, struct form *form);

/*
 * Finds the person's contact among the fields by their roles, the first of
 * each; an address in a field without one is better than none.  "email_opt_in"
 * is never the e-mail (W10): its value is no address.
 */
struct contact form_contact(struct arena *arena, const struct form *form);

#endif
