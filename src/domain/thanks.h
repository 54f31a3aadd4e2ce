/* thanks: pages that thank, by which a project knows what its forms took. */
#ifndef THANKS_H
#define THANKS_H

#include <stdbool.h>
#include <stddef.h>

#include "form.h"

/*
 * A path such as "/thanks", or "/danke/" and a star for all that begins so.
 * The star alone is none: every page would thank.
 */
bool thanks_is_path(const char *text, size_t size);

/*
 * The address's path is one of the blank-separated `paths`: percent-decoded,
 * the case as it is, a slash at the end or not.  Host and query are not
 * looked at.
 */
bool thanks_is_page(const char *paths, const char *url);

/*
 * What a form's state counts as.  `followed` is the page by which alone the
 * script takes the form for confirmed ("" = not told), NULL = it saw better:
 * with paths a page proves something only if it is one of them.
 */
enum form_state thanks_state(const char *paths, enum form_state told,
    const char *followed);

#endif
