/* amend: projects and pixels made, changed and ended, each as one change. */
#ifndef AMEND_H
#define AMEND_H

#include <stdint.h>

#include "edit.h"
#include "rules.h"

/* A project as somebody wants it; NULL = as it is, or its default. */
struct project_wish {
	const char *name;
	const char *crm;	/* off, watch, on: new leads only */
	const char *account;	/* its name; "" = none */
	struct new_rules rules;
};

/* Makes it with all its rules, or not at all; its id is set. */
enum edited amend_new_project(const struct editor *editor,
    const struct project_wish *wish, int64_t *id);

/* Of an active project; refused when there is none of that id (any more). */
enum edited amend_project(const struct editor *editor, int64_t id,
    const struct project_wish *wish);

/* It and its pixels collect nothing from now on; what is there stays. */
enum edited amend_end_project(const struct editor *editor, int64_t id);

/* A pixel as somebody wants it; NULL = as it is. */
struct pixel_wish {
	const char *name;
	const char *website;	/* "" = none */
	const char *hosts;	/* blank-separated; "" = any */
};

enum edited amend_pixel(const struct editor *editor, const char *public_id,
    const struct pixel_wish *wish);
enum edited amend_end_pixel(const struct editor *editor,
    const char *public_id);

#endif
