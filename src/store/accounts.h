/* accounts: the rows of CRM accounts, and what goes where in each. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

struct account {
	int64_t id;
	const char *name;		/* its section in the secrets file */
	const char *domain;		/* "acme" of acme.pipedrive.com */
	int64_t fields;			/* mapped ones; in the list only */
	const struct account *next;
};

/* One line of an account's map: our name of a value to a person field. */
struct mapped_field {
	const char *name;		/* of lead.c's table */
	const char *key;		/* 40 hexadecimal digits */
	const char *type;		/* field_type of personFields */
	const char *policy;		/* always, if_empty */
	int64_t version;
	/* of the dictionary, as read last; NULL = it has no such field */
	const char *crm_name, *crm_type;
	const char *options;		/* JSON list of {id, label}, or NULL */
	const struct mapped_field *next;
};

/* Adds a row and sets the id.  False: see db_trouble. */
bool accounts_add(struct db *db, struct account *account, int64_t now);

/* The one of that name; *out is NULL if there is none. */
bool accounts_find(struct db *db, struct arena *arena, const char *name,
    const struct account **out);

/* The one a lead goes to in Pipedrive, or went; *out NULL if none. */
bool accounts_of_lead(struct db *db, struct arena *arena, int64_t lead,
    const struct account **out);

/* All by name, linked by `next`; NULL if none. */
bool accounts_list(struct db *db, struct arena *arena,
    const struct account **out);

/* An account's map by name, linked by `next`; NULL if nothing is mapped. */
bool accounts_map(struct db *db, struct arena *arena, int64_t account_id,
    const struct mapped_field **out);

/* Adds a line, or changes the one of that name; the map's version goes up. */
bool accounts_map_put(struct db *db, int64_t account_id,
    const struct mapped_field *field);

#endif
