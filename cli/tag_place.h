/* tag_place: where the script tag can go, and what is to be known there. */
#ifndef TAG_PLACE_H
#define TAG_PLACE_H

#include <stddef.h>

enum { TAG_PARTS_MAX = 3 };

/* What is pasted, after a sentence of what for; NULL = the tag itself. */
struct tag_part {
	const char *says, *code;
};

/*
 * A row of the table.  In each text stand
 *
 *	{mount}		the collector's address, https://www.example.com/lp
 *	{origin}	its beginning, https://www.example.com
 *	{id}		the pixel
 *	{settings}	--use and --consent as attributes, a blank before each
 *	{query}		the same as parameters of an address, "&" before each
 */
struct tag_place {
	const char *name;			/* what --for takes */
	struct tag_part parts[TAG_PARTS_MAX];	/* up to the first no code */
	const char *where;			/* exactly */
	const char *mind;			/* or NULL */
};

/* The i-th of the table, NULL past the end; the first is the default. */
const struct tag_place *tag_place_at(size_t i);

/* The one of that name; NULL = there is none. */
const struct tag_place *tag_place_find(const char *name);

#endif
