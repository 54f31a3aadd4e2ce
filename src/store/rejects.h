/* rejects: the newest hits that were not stored, with the reason, redacted. */
#ifndef REJECTS_H
#define REJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bounds.h"
#include "verdict.h"

struct db;
struct request;
struct response;

/* What the owner of a pixel may see of it; "" where nothing is known. */
struct reject {
	char pixel[PUBLIC_ID_MAX + 1];
	int64_t received;
	enum verdict verdict;
	char detail[REJECT_DETAIL_MAX + 1];
};

/* A ring of the newest; a flood costs a copy a hit.  Zeroed = empty. */
struct rejects {
	struct reject rows[REJECTS_MAX];
	size_t next, count;
};

/*
 * The row of an answered hit; false where the verdict gives none.  The detail
 * is one of: the field of bad_request, the first 80 bytes of a robot's user
 * agent, what the verb says (response.detail).  Of that only printable ASCII
 * is kept, without "@" and card numbers.
 */
bool reject_of(const struct request *request,
    const struct response *response, struct reject *out);

void rejects_note(struct rejects *rejects, const struct reject *reject);

/* All of `from` to `to`, which is forgotten; `from` is empty then. */
void rejects_move(struct rejects *from, struct rejects *to);

/*
 * The newest REJECTS_MAX rows of both, oldest first, in the open transaction;
 * older rows of the table go.
 */
bool rejects_write(struct db *db, const struct rejects *a,
    const struct rejects *b);

/* One row, the same way. */
bool rejects_write_one(struct db *db, const struct reject *reject);

#endif
