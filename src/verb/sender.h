/* sender: who sent a hit, and what of that may be kept. */
#ifndef SENDER_H
#define SENDER_H

#include <stdbool.h>

#include "ip.h"
#include "visit.h"

struct db;
struct dictionary;
struct exchange;
struct pixel;

struct sender {
	bool bot;		/* says so itself, by its user agent */
	struct browser browser;	/* what is kept */
	char ip[IP_TEXT];
};

/*
 * Looks the hit's user agent and hints up, in the committer's savepoint: an
 * agent not seen before gets its row, and with it the answer robot or not.
 * `pixel` NULL: nothing may be kept of this browser, so its agent is looked
 * at and gets no row.  False when the database failed.
 */
bool sender_read(struct db *db, struct dictionary *dictionary,
    const struct pixel *pixel, struct exchange *exchange, struct sender *out);

#endif
