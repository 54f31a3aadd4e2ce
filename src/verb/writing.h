/* writing: the differences found, onto the person. */
#ifndef WRITING_H
#define WRITING_H

#include <stdbool.h>

#include "change.h"

struct delivery;

struct writing {
	struct delivery *delivery;	/* given: its end->person is read */
	struct change_list changes;	/* given */
	bool older;		/* given: the person holds a newer lead's */
	const char *before;	/* JSON: what the fields hold */
};

/*
 * Sends the differences in one call, sees whether they arrived, and sets how
 * the delivery ends.  Fields that are refused by name are left out of a few
 * more tries: the lead then ends `synced`, reason partial.  In watch mode and
 * dry runs nothing is sent.
 */
void writing_go(struct writing *writing);

#endif
