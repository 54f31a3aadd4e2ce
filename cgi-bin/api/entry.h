/* entry: whether a call may come in: its key or cookie, rights, manners. */
#ifndef ENTRY_H
#define ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "office.h"

struct request;

/* The cookie's name, where it may be set: by https, or from this machine. */
enum entry_way { ENTRY_SECURE, ENTRY_LOOPBACK, ENTRY_OPEN };
enum entry_way entry_way(const struct request *request);
const char *entry_cookie(enum entry_way way);

/*
 * True when the call may be answered; else it is refused: 401, 403, 415, 429
 * (reference reliability 79-87).  Fills in who calls.
 */
bool entry_admit(struct inquiry *inquiry, const struct api_route *route);

#endif
