/* guard: which places a lead may be sent to: outside ones, by https. */
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>

struct ip;

/*
 * NULL when a lead may be sent to that address, else what is wrong with it:
 * "is not of the form ...".  https only, no user, no host of an inner network
 * however it is written; what a name resolves to is looked at when it is
 * called.  With `loopback`, http://127.0.0.1:PORT/... passes, too: for tests.
 */
const char *guard_url(const char *url, bool loopback);

/* http://127.0.0.1:PORT and a path, spelled exactly so. */
bool guard_is_loopback(const char *url);

/* An address of the public internet, by what IANA's registries say. */
bool guard_is_outside(const struct ip *ip);

#endif
