/* audit: who replayed, erased or changed what. */
#ifndef AUDIT_H
#define AUDIT_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct audit {
	int64_t at;
	const char *actor;	/* "cli:root" */
	const char *action;	/* "project add" */
	const char *subject;	/* a name or id */
	const char *detail;	/* or NULL */
};

/* Within the transaction of the change itself. */
bool audit_add(struct db *db, const struct audit *audit);

#endif
