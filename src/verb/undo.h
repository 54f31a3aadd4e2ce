/* undo: what a lead wrote onto its person, taken back. */
#ifndef UNDO_H
#define UNDO_H

#include <stddef.h>
#include <stdint.h>

#include "errand.h"

struct undone {
	int64_t person;
	size_t restored;	/* fields that hold again what they did */
	size_t left;		/* that somebody has changed since */
};

/*
 * Reads the person, gives the fields that still hold our values back what
 * they held before the lead's last write, and calls the lead off, reason
 * undone.  Refused for a lead that is not written.
 */
enum errand_end undo_lead(struct errand *errand, int64_t lead,
    struct undone *out);

#endif
