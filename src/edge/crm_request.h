/* crm_request: how each call to Pipedrive is written down. */
#ifndef CRM_REQUEST_H
#define CRM_REQUEST_H

#include <stdbool.h>

#include "crm.h"

struct str;

/* What `data` of a good answer is. */
enum crm_shape {
	CRM_HITS,		/* {"items": [...]}, or nothing at all */
	CRM_PERSON,		/* the person of that id */
	CRM_ROWS,		/* a list */
	CRM_OBJECT		/* an object */
};

struct crm_operation_rule {
	const char *name, *method;
	int64_t tokens;			/* reference pipedrive 0 */
	enum crm_shape shape;
	bool on_one;			/* its path names one person or field */
};

const struct crm_operation_rule *crm_rule(enum crm_operation operation);

/* The address from the first slash on (reference pipedrive 1, 4-7). */
void crm_print_path(const struct crm_call *call, struct str *out);

#endif
