/* tag_use: the words of data-use, as pixel-more.js knows them. */
#ifndef TAG_USE_H
#define TAG_USE_H

#include <stdbool.h>

struct order;
struct str;

/* pixel.js reads so many characters of an attribute: attribute() there. */
enum { TAG_USE_MAX = 200 };

/*
 * The words of --use with one blank between, "" without it; hosts of links
 * parted by commas.  False after one sentence: in the browser a wrong word
 * would be silent.
 */
bool tag_use_read(struct order *order, struct str *use);

#endif
