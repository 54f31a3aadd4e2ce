#include "history.h"

static bool
is_before(const struct history_place *a, const struct history_place *b)
{
	return a->occurred != b->occurred ? a->occurred < b->occurred
	    : a->landed < b->landed;
}

void
history_add(struct history *ends, const struct history_place *place)
{
	if (ends->first.id == 0 || is_before(place, &ends->first))
		ends->first = *place;
	if (ends->last.id == 0 || is_before(&ends->last, place))
		ends->last = *place;
	if (!place->direct && (ends->last_nondirect.id == 0 ||
	    is_before(&ends->last_nondirect, place)))
		ends->last_nondirect = *place;
}
