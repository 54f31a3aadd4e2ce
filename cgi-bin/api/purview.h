/* purview: the project and pixel that a list is asked for. */
#ifndef PURVIEW_H
#define PURVIEW_H

#include <stdbool.h>
#include <stdint.h>

struct inquiry;

struct purview {
	int64_t project;		/* 0 = all, which the caller may see */
	const char *pixel;		/* its public id, NULL = all */
	const char *zone;		/* of the project; of all UTC */
};

/*
 * By the parameters project and pixel and the caller's key.  False after 400
 * or 404: no such thing, not the caller's, or a pixel of another project.
 */
bool purview_read(struct inquiry *inquiry, struct purview *out);

#endif
