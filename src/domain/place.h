/* place: country, region and city of a visit, decided from what is said. */
#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>

struct arena;

/*
 * Country by ISO 3166-1 alpha-2 in upper case, names in UTF-8; NULL = not
 * known.  As said by a source it may be anything, "" included.
 */
struct place {
	const char *country, *region, *city;
};

/* What a request says of the place of its visitor; text is never NULL. */
struct place_signs {
	struct place proxy;		/* Cloudflare's headers */
	struct place server;		/* variables of Apache's modules */
	const char *server_region_code;	/* where it has no name */
	bool trusted;			/* the peer is one of our proxies */
	bool forwarded;			/* and named another as the client */
};

/*
 * The place the request says: headers are believed of a trusted peer only,
 * and Apache's variables only where Apache saw the client itself, not a proxy
 * in between.  Text in the arena.
 */
void place_decide(struct arena *arena, const struct place_signs *signs,
    struct place *out);

/*
 * One more source.  The first that knows anything decides; a later one adds
 * region and city where the first knew no more than that country.  A bad
 * value is dropped, and no other with it.
 */
void place_add(struct arena *arena, const struct place *said,
    struct place *place);

/* A further source could add something. */
bool place_is_open(const struct place *place);

#endif
