#include "guests.h"

#include <stdlib.h>

enum { TRIES = 4 };

struct guests
guests_open(void)
{
	return (struct guests){ .kept = calloc(GUESTS_KEPT,
		sizeof(struct guest)) };
}

void
guests_close(struct guests *guests)
{
	free(guests->kept);
}

struct guest *
guests_again(struct guests *guests, struct chance *chance, int64_t before_ms)
{
	const int64_t known = guests->added < GUESTS_KEPT ? guests->added
	    : GUESTS_KEPT;

	for (int i = 0; i < TRIES && known > 0; i++) {
		const double drawn = chance_unit(chance);
		/* most come again soon */
		const int64_t back = (int64_t)(drawn * drawn * drawn *
		    (double)known);
		struct guest *const guest = &guests->kept[
		    (guests->added - 1 - back) % GUESTS_KEPT];

		if (guest->row.last_seen < before_ms)
			return guest;
	}
	return NULL;
}

void
guests_keep(struct guests *guests, const struct guest *guest)
{
	guests->kept[guests->added++ % GUESTS_KEPT] = *guest;
}
