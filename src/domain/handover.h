/* handover: a visitor's id carried from one site of a project to another. */
#ifndef HANDOVER_H
#define HANDOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "id.h"

/* "lp_x=" and what follows it in an address. */
enum { HANDOVER_TEXT = 96 };

/* What it is bound to: it opens nothing elsewhere or in another browser. */
struct handover {
	const unsigned char *secret;	/* HASH_SIZE bytes */
	int64_t project;
	const char *user_agent;
};

/* The parameter for a link clicked now. */
void handover_print(const struct handover *bound, const struct id *visitor,
    int64_t now_ms, char out[HANDOVER_TEXT]);

/*
 * The visitor an address hands over; false when there is none, it is over a
 * minute old, or somebody made it up.
 */
bool handover_read(const struct handover *bound, const char *url,
    int64_t now_ms, struct id *visitor);

#endif
