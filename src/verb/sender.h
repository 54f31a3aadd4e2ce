/* sender: who sent a hit, and what of that may be kept. */
#ifndef SENDER_H
#define SENDER_H

#include <stdbool.h>

#include "dictionary.h"
#include "ip.h"
#include "visit.h"

struct db;
struct exchange;
struct pixel;

struct sender {
	bool bot;		/* says so itself, by its user agent */
	struct sent_agent sent;
	struct browser browser;	/* what is kept */
	char ip[IP_TEXT];
};

/*
 * Looks the hit's user agent and hints up; nothing is written.  `pixel` NULL:
 * nothing may be kept of this browser.  False when the database failed.
 */
bool sender_look(struct db *db, struct dictionary *dictionary,
    const struct pixel *pixel, struct exchange *exchange, struct sender *out);

/* The hit will be stored: its agent gets a row, if it has none. */
bool sender_keep(struct db *db, struct dictionary *dictionary,
    struct sender *sender);

#endif
