/* fate_text: the JSON of a delivery, as the sync would have written it. */
#ifndef FATE_TEXT_H
#define FATE_TEXT_H

#include <stdbool.h>

struct enquiry;
struct fate_row;
struct world;

/* In the world's arena; NULL = there is none. */
struct fate_text {
	const char *body;		/* of the PATCH */
	const char *before;		/* what the fields held */
	const char *candidates;		/* to choose from; or what would have
					   been written */
};

struct fate_asked {
	struct world *world;
	const struct fate_row *row;
	const struct enquiry *enquiry;
	bool watch;
};

/* Once the record is written: its values are read from there. */
bool fate_text_make(struct fate_text *text, const struct fate_asked *asked);

#endif
