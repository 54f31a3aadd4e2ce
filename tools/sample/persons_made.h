/* persons_made: invented people, each the same whenever asked for. */
#ifndef PERSONS_MADE_H
#define PERSONS_MADE_H

#include <stdint.h>

enum { PERSON_TEXT = 80 };

/* Nobody: example.com (RFC 2606), telephone numbers of films. */
struct person_made {
	const char *first_name, *last_name;
	char email[PERSON_TEXT];
	char phone[PERSON_TEXT];	/* "" = gives none */
	char company[PERSON_TEXT];	/* the same */
};

/* The one of that number, of a history of that seed. */
void person_make(struct person_made *person, uint64_t seed, int32_t number);

#endif
