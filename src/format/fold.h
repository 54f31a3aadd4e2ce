/* fold: one spelling for names that people write in several. */
#ifndef FOLD_H
#define FOLD_H

struct arena;

/*
 * Case folded, marks off letters, each run of white space one blank, none at
 * the ends (Unicode 15, UAX 15 and 44): "  JOSÉ  Müller" is "jose muller".
 * NULL when nothing is left, the text is no UTF-8, or is far too long.
 */
const char *fold_name(struct arena *arena, const char *text);

#endif
