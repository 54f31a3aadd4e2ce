/* geoip: what a geo database (mmdb) says of an address. */
#ifndef GEOIP_H
#define GEOIP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct geoip;
struct ip;
struct place;

/*
 * Maps the file; nothing of it is read into memory.  NULL, said in the log,
 * when it is missing or broken; NULL without a word for the path "".
 */
struct geoip *geoip_open(const char *path);
void geoip_close(struct geoip *geoip);

/* False with "PATH: why" when geoip_open would fail; "" is right. */
bool geoip_check(const char *path, char *problem, size_t room);

/*
 * Adds to the place what the file says of the address; nothing when there is
 * none (NULL), the address is not public, or the file was written over since
 * it was opened.  Any thread.
 */
void geoip_find(const struct geoip *geoip, struct arena *arena,
    const struct ip *client, struct place *place);

#endif
