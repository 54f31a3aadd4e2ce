/* caption: what a page calls a field, its name or its label, as words. */
#ifndef CAPTION_H
#define CAPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "bounds.h"

/* One word, folded; it stands in the caption's own text. */
struct caption_word {
	const char *text;
	bool noise;		/* says nothing: "your", "required", "7" */
	bool aside;		/* in round brackets */
};

enum { CAPTION_WORDS = 24 };

struct caption {
	struct caption_word words[CAPTION_WORDS];
	size_t count;		/* 0 also when there are too many */
	char text[2 * FIELD_NAME_MAX + 2];
};

enum caption_part { CAPTION_WHOLE, CAPTION_PLAIN, CAPTION_WITHOUT_ASIDES };

/*
 * Parts valid UTF-8 into words where signs, blanks, digits and the capitals
 * of "firstName" do; no capitals and no accents are left in them
 * (data/letters.tsv).  Text over FIELD_NAME_MAX bytes has no words.
 */
void caption_read(const char *text, struct caption *out);

/*
 * The words written together: all of them, those that are no noise
 * (data/field_noise.tsv), or of these the ones out of brackets.  "" if none.
 */
const char *caption_join(const struct caption *caption,
    enum caption_part part, char room[FIELD_NAME_MAX + 1]);

#endif
