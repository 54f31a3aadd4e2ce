/* guests: the visitors of a history, new ones and those who come again. */
#ifndef GUESTS_H
#define GUESTS_H

#include <stdbool.h>
#include <stdint.h>

#include "browsers.h"
#include "chance.h"
#include "id.h"
#include "visits.h"

struct place_words;
struct way;

enum { IP_ROOM = 48 };

struct guest {
	struct visitor row;		/* id 0: new */
	struct id token;
	const struct way *first;	/* of the first touch, or NULL */
	int64_t first_page;		/* where that landed, 0 = nowhere */
	const struct place_words *place;
	struct browser_used browser;
	int32_t person;			/* who wrote, from 1; 0 = nobody */
	uint8_t site;			/* where seen first */
	uint32_t network;		/* of the address */
};

/* Those who may come again: the newest GUESTS_KEPT. */
struct guests {
	struct guest *kept;		/* a ring */
	int64_t added;			/* to it, ever */
};

enum { GUESTS_KEPT = 128 * 1024 };

/* Allocates; `kept` is NULL without memory.  guests_close frees. */
struct guests guests_open(void);
void guests_close(struct guests *guests);

/*
 * Somebody who was here before that moment and left; NULL = nobody was found.
 * Belongs to the ring: what the visit changes on it is known next time.
 */
struct guest *guests_again(struct guests *guests, struct chance *chance,
    int64_t before_ms);

/* A new one, after the first visit. */
void guests_keep(struct guests *guests, const struct guest *guest);

#endif
