/* rules: what a project does with its visitors, and how one changes it. */
#ifndef RULES_H
#define RULES_H

#include <stdint.h>

#include "edit.h"
#include "outlet_rules.h"

struct project;

/* The first thing wrong with privacy, addresses, hold or time zone. */
enum edited rules_check(const struct editor *editor,
    const struct project *project);

/* What is to be changed; NULL and -1 leave what is there. */
struct new_rules {
	const char *privacy, *ip_policy, *time_zone;
	const char *dnt;		/* on, off */
	const char *custom_params;	/* as label_params reads them */
	const char *store_fields;	/* as label_fields reads them */
	const char *thank_you;		/* as label_paths reads them */
	const char *weak_match;		/* review, write */
	const char *keep_back;		/* on, off */
	int64_t hold_seconds, retention_days, wait_days;
	struct new_outlets outlets;
};

/* Room for all of them, before and after. */
enum { RULES_TEXT = 16 * 1024 };

/*
 * What changed is told line by line ("privacy: consent -> identified"), in
 * `said` and in the audit log; nothing is written when nothing did.
 */
enum edited rules_change(const struct editor *editor, const char *project,
    const struct new_rules *new, struct str *said);

/* The same in an open transaction, of the project as it stands there. */
enum edited rules_apply(const struct editor *editor,
    const struct project *was, const struct new_rules *new,
    struct str *said);

/* Adds such a line, unless both are the same. */
void rules_tell(struct str *said, const char *name, const char *was,
    const char *is);

#endif
