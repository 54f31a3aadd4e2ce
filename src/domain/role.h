/* role: what a form's field asks for: somebody's e-mail, name, company. */
#ifndef ROLE_H
#define ROLE_H

struct form_field;

enum role {
	ROLE_EMAIL, ROLE_PHONE, ROLE_FIRST, ROLE_LAST, ROLE_FULL,
	ROLE_COMPANY,
	ROLE_GIVEN,		/* first beside a last name, else the whole */
	ROLE_FAMILY,		/* last beside a first name, else the whole */
	ROLE_TURNED,		/* the whole, the last name in front */
	ROLE_NONE
};

/*
 * By what the page itself says (data-lp-field), then autocomplete (HTML
 * standard 4.10.18.7), type, name and label (data/field_roles.tsv); never by
 * a part of a name: "email_opt_in" is no e-mail (incident W10).
 */
enum role role_of(const struct form_field *field);

#endif
