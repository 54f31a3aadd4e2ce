/* match: whether somebody in the CRM is the person of a lead. */
#ifndef MATCH_H
#define MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct json;
struct str;

enum { MATCHES_MAX = 20 };

/* Those whose address is ours, each once, in order of their ids. */
struct match {
	size_t count;
	bool too_many;		/* there were more */
	struct match_person {
		int64_t id;
		const char *name;	/* "" when unknown */
	} persons[MATCHES_MAX];
};

/*
 * One of the person's addresses equals `email` but for the case of A-Z and
 * blanks around it.  All known shapes: emails as texts or {value}, email as
 * text or list, primary_email (reference pipedrive 4; incident I15).  Dots
 * and plus tags count: another mailbox is another person.
 */
bool match_has_email(const struct json *person, const char *email);

/*
 * Adds the verified ones of a search answer's data ({"items": [{"item":
 * {...}}]}); data or items may be absent, null or empty.  Names are copied
 * to the arena.
 */
void match_add(struct match *match, struct arena *arena,
    const struct json *data, const char *email);

/* [{"id": 3, "name": "Jane"}], for somebody to choose from. */
void match_print(const struct match *match, struct str *out);

/* A person that was deleted or merged away. */
bool match_is_gone(const struct json *person);

#endif
