/* ad_cookies: what ad platforms keep in the browser. */
#ifndef AD_COOKIES_H
#define AD_COOKIES_H

struct arena;
struct json;

/*
 * Their cookies byte for byte, as a JSON object; others are not ours.  From
 * `sent`, an object, or from the Cookie header, which the browser sends on the
 * site's own host and below its domain.  NULL = none; both may be NULL.
 */
const char *ad_cookies(struct arena *arena, const struct json *sent,
    const char *header);

#endif
