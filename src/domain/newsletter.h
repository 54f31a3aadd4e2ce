/* newsletter: who is signed up, and what is told of them. */
#ifndef NEWSLETTER_H
#define NEWSLETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"

struct form;
struct json;
struct str;

/* "off", "all_forms", "opt_in:FIELD" */
enum newsletter_kind { NEWSLETTER_OFF, NEWSLETTER_ALL, NEWSLETTER_OPT_IN };

struct newsletter_policy {
	enum newsletter_kind kind;
	const char *field;		/* of NEWSLETTER_OPT_IN, in the text */
};

/* False when it is none of them; a policy of OFF then. */
bool newsletter_policy_read(const char *text, struct newsletter_policy *out);

/*
 * Not "", "no", "false", "0", "off" or what begins as one who declines does:
 * "No, thanks", "nein danke".  Case does not matter.
 */
bool newsletter_is_yes(const char *value);

/* The field of that name or label, folded (caption.h), holds a yes. */
bool newsletter_opted_in(const struct form *form, const char *field);

/*
 * {"email", "first_name", "wedding_date"} of a record (record.h).  The date
 * is that of the first of `dates`, blank-separated names of fields, that the
 * form had; a year after `today`, days since 1970, unless it is a date of
 * today or later.
 */
void newsletter_print(const struct json *record, const char *dates,
    int64_t today, struct str *out);

#endif
