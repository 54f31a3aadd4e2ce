#include "history.h"

static bool
is_before(const struct touch_place *a, const struct touch_place *b)
{
	return a->occurred != b->occurred ? a->occurred < b->occurred
	    : a->landed < b->landed;
}

void
touch_ends_add(struct touch_ends *ends, const struct touch_place *place)
{
	if (ends->first.id == 0 || is_before(place, &ends->first))
		ends->first = *place;
	if (ends->last.id == 0 || is_before(&ends->last, place))
		ends->last = *place;
	if (!place->direct && (ends->last_nondirect.id == 0 ||
	    is_before(&ends->last_nondirect, place)))
		ends->last_nondirect = *place;
}
