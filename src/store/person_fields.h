/* person_fields: an account's custom person fields, as read last. */
#ifndef PERSON_FIELDS_H
#define PERSON_FIELDS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

struct person_field {
	const char *key;		/* 40 hexadecimal digits */
	const char *name;		/* what people see; not unique */
	const char *type;		/* field_type */
	const char *options;		/* JSON list of {id, label}, or NULL */
	bool locked;			/* may not be written; not stored */
	const struct person_field *next;
};

/* All by name, linked by `next`; NULL if none are known. */
bool person_fields_list(struct db *db, struct arena *arena,
    int64_t account_id, const struct person_field **out);

/* When they were read, ms UTC; 0 = never. */
bool person_fields_age(struct db *db, int64_t account_id, int64_t *read);

/* Something was refused that they allow: as if they were never read. */
bool person_fields_doubt(struct db *db, int64_t account_id);

/* These and no others, inside the caller's transaction. */
bool person_fields_save(struct db *db, int64_t account_id,
    const struct person_field *fields, int64_t now);

/* One more, which was made just now; likewise. */
bool person_fields_put(struct db *db, int64_t account_id,
    const struct person_field *field);

#endif
