/* enquiry: a form that somebody sends, as the row of a lead. */
#ifndef ENQUIRY_H
#define ENQUIRY_H

#include <stdbool.h>
#include <stdint.h>

#include "hash.h"
#include "form.h"

struct stay;
struct world;

/* What its delivery is made from. */
struct enquiry {
	int64_t submission, session, received;
	size_t site;
	int32_t person;
	enum form_state form_state;
	const char *suspect;		/* why, or NULL */
	const char *no_history;		/* the same, of form.alone */
	bool test, has_phone;
	unsigned char person_key[HASH_SIZE];
};

/* Who will write in that visit, and how the form takes it. */
void enquiry_choose(struct enquiry *enquiry, struct stay *stay,
    struct world *world);

/* Once the visit is written. */
bool enquiry_write(struct enquiry *enquiry, const struct stay *stay,
    struct world *world);

#endif
