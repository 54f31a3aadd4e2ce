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

/* By what somebody is looked for; only the first proves who it is. */
enum match_by { MATCH_EMAIL, MATCH_PHONE, MATCH_NAME };

/* Whom a lead names; NULL = not told. */
struct match_who {
	const char *email;
	const char *phone;		/* as written */
	const char *name;		/* first and last */
};

/* Those that are really ours, each once, in order of their ids. */
struct match {
	size_t count;
	bool too_many;		/* there were more */
	struct match_person {
		int64_t id;
		const char *name;	/* "" when unknown */
		enum match_by by;	/* the first that found them */
		bool namesake;		/* that very name, and no address */
	} persons[MATCHES_MAX];
};

/* What the search says of a lead's person. */
enum matched {
	MATCHED_NOBODY,
	MATCHED_ONE,		/* persons[0], by e-mail */
	MATCHED_NAMESAKE,	/* persons[0], the only one, without address */
	MATCHED_SEVERAL,	/* by e-mail: somebody must choose */
	MATCHED_WEAKLY		/* by telephone or name: somebody must look */
};

/*
 * One of the person's addresses equals `email` but for the case of A-Z and
 * blanks around it.  All known shapes: emails as texts or {value}, email as
 * text or list, primary_email (reference pipedrive 4; incident I15).  Dots
 * and plus tags count: another mailbox is another person.
 */
bool match_has_email(const struct json *person, const char *email);

/* That very name (fold.h), and no address at all. */
bool match_is_namesake(struct arena *arena, const struct json *person,
    const char *name);

/*
 * Adds the verified ones of a search answer's data ({"items": [{"item":
 * {...}}]}); data or items may be absent, null or empty.  Names are copied
 * to the arena.
 */
void match_add(struct match *match, struct arena *arena,
    const struct json *data, const struct match_who *who, enum match_by by);

enum matched match_judge(const struct match *match);

/* [{"id": 3, "name": "Jane", "by": "phone"}], for somebody to choose from. */
void match_print(const struct match *match, struct str *out);

/* A person that was deleted or merged away. */
bool match_is_gone(const struct json *person);

#endif
