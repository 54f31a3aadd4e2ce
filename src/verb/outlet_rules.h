/* outlet_rules: how one changes a project's newsletter and webhook. */
#ifndef OUTLET_RULES_H
#define OUTLET_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "edit.h"

struct str;

/* What is to be changed; NULL leaves what is there, "" takes it away. */
struct new_outlets {
	const char *newsletter;		/* off, all_forms, opt_in:FIELD */
	const char *newsletter_url, *webhook_url;	/* as guard.h */
	const char *newsletter_param;	/* of addresses that sign up */
	const char *newsletter_dates;	/* as label_fields reads them */
	bool loopback;			/* guard.h: for tests */
};

/* In the open transaction; what changed is added to `said` line by line. */
enum edited outlet_rules_change(const struct editor *editor, int64_t project,
    const struct new_outlets *new, struct str *said);

#endif
