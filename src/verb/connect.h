/* connect: CRM accounts, what goes where in them, and who uses them. */
#ifndef CONNECT_H
#define CONNECT_H

#include "edit.h"

struct project;

/* Company: "acme" or its address at Pipedrive. */
enum edited connect_account(const struct editor *editor, const char *name,
    const char *company);

/* One value of a lead to one field of persons in Pipedrive. */
struct new_mapping {
	const char *account, *name, *key, *type;
	const char *policy;	/* NULL = if_empty for first touches, else
				   always */
};

/*
 * Adds it, or changes the one of that name.  Refused if the field receives
 * another value already (incident I13).
 */
enum edited connect_map(const struct editor *editor,
    const struct new_mapping *new);

/* What a project does with its leads. */
struct new_mode {
	const char *project;
	const char *crm;	/* from now on: off, watch, on */
	const char *account;	/* NULL = the one it has; "" = none */
	bool earlier;		/* and with those it kept back */
	int64_t since;		/* ... received then or later */
	int64_t sent;		/* set: how many of those */
};

enum edited connect_project(const struct editor *editor,
    struct new_mode *new);

/* The same in an open transaction, of the project as it stands there. */
enum edited connect_apply(const struct editor *editor,
    const struct project *project, struct new_mode *new);

#endif
