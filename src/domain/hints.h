/* hints: what a browser tells of itself beside its user agent. */
#ifndef HINTS_H
#define HINTS_H

#include <stdbool.h>

struct arena;
struct json;

/* The request's headers; NULL or "" = not sent. */
struct hint_headers {
	const char *brands, *versions;	/* Sec-CH-UA, -Full-Version-List */
	const char *mobile;		/* ?1 or ?0 */
	const char *platform, *platform_version, *model;
};

/*
 * User-Agent Client Hints, https://wicg.github.io/ua-client-hints/: the brand
 * that is the browser's own ("Microsoft Edge", not "Chromium"), with its
 * major version; the platform's version of two numbers at most ("14.5"), so
 * that there are few different ones.  NULL = not told.
 */
struct hints {
	const char *brand, *version;
	const char *platform, *platform_version, *model;
	int mobile;			/* 1, 0, -1 = not told */
};

/*
 * From the headers, then, member by member, what the body's `hints` says
 * instead: {"brands": [{"brand", "version"}], "mobile": true, "platform",
 * "platformVersion", "model"}, as navigator.userAgentData gives them.  What
 * has not its shape is not told.
 */
void hints_read(struct arena *arena, const struct hint_headers *headers,
    const struct json *body, struct hints *out);

/*
 * As one short text, "Microsoft Edge/124|Windows/15|0|", the same for the
 * same hints; NULL when nothing is told or the arena is spent.  At most
 * HINTS_MAX bytes.
 */
const char *hints_print(struct arena *arena, const struct hints *hints);

/* The way back, from NULL too. */
void hints_parse(struct arena *arena, const char *text, struct hints *out);

#endif
