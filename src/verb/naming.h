/* naming: what a project calls its campaigns, told by an operator. */
#ifndef NAMING_H
#define NAMING_H

#include <stddef.h>

#include "edit.h"

/* One name for one id; an empty name drops it. */
enum edited naming_set(const struct editor *editor, const char *project,
    const char *id, const char *name);

/* What an import came to. */
struct naming_figures {
	int named, dropped;
};

/*
 * A CSV of the columns id,name, with that line first or not; an empty name
 * drops the id, of two lines of one id the later holds.  All of it is stored
 * or, when one line is refused, nothing.  The text is taken apart in place
 * (csv.h).
 */
enum edited naming_import(const struct editor *editor, const char *project,
    char *text, size_t size, struct naming_figures *out);

#endif
